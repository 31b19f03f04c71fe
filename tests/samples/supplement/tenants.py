"""Item 8: tenants' questions."""

from __future__ import annotations

from tests.samples.drawing import table_rows
from tests.samples.papers import Pack

__all__ = ["tenants_questions"]

QUESTIONS = table_rows(
    """
    When will my door be replaced? | Look for your floor in the programme. We will write four weeks
        before, and ring two days before. The work takes about three hours and you must be at home,
        or leave a key with somebody you trust.
    May I choose the colour? | Yes, from five: navy, bottle green, brick red, charcoal and white. If
        you do not choose within fourteen days of our letter you will get navy.
    Will I be left without a door? | No. The old door is not taken off until the new one is on the
        landing. If something goes wrong, a warden stays with you until the flat is secure.
    I cannot open the door because the closer is too strong. What can be done? | Tell us. Closers
        can be set lighter, and there is a kind that holds the door open and lets go when the alarm
        sounds. We have ordered 30 of these.
    Can I keep my scooter on the landing? | No. Scooters and bicycles must not be kept or charged on
        landings. There are 22 charging bays in the new store behind Curlew House, at £2 a week.
    Do I have to pay? | Tenants pay nothing and rents will not rise because of this work.
        Leaseholders whose doors fail will be asked to pay £2,150 and may spread it over three years
        without interest.
    My spare keys are with my carer. How many keys come with the new door? | Four. More can be cut
        at the estate office for £11 each.
    Should we still stay put if there is a fire? | The fire and rescue service has changed the
        advice for now. While the waking watch is there, leave the building if a warden knocks or a
        horn sounds. Assembly points are the playground for Gannet House and Curlew House and the
        church car park for Tern House.
    Who are the wardens? | They work for Nightjar Safety Ltd, wear orange coats and carry a card
        with a photograph. They will never ask to come into your flat unless there is a fire.
    What about the outside walls? | The walls were surveyed in 2019 and are brick. They are not part
        of this work. A bid for lining the walls of Tern House is being prepared separately.
    Why were the doors not checked sooner? | The last full check was in October 2022. Checks due in
        2023 and 2024 were not done because the post of fire door inspector was vacant. This was
        wrong. The Council has said so to the regulator.
    Will there be more meetings? | Yes, in the community room of Gannet House on the first Tuesday
        of each month at 7 pm, beginning on 6 May 2025. There is a creche.
    """
)


def tenants_questions(pack: Pack) -> None:
    paper = pack.paper
    pack.begin_appendix("8(c)", "Tenants' questions and our answers")
    paper.heading("Tenants' questions and our answers", size=16)
    paper.lines(
        "From the meetings at Longshore Towers between 24 and 26 March 2025. Sent to every flat "
        "on 2 April 2025."
    )
    for question, answer in QUESTIONS:
        paper.heading(question)
        paper.lines(answer)
    pack.end()
