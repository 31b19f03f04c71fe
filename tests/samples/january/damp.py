"""Item 6: damp and mould, with the tenants' survey."""

from __future__ import annotations

from tests.samples.drawing import Table, table_rows
from tests.samples.january.meeting import considerations, head, reasons
from tests.samples.papers import Pack

__all__ = ["damp_report", "tenants_survey"]

SURVEY_QUESTIONS = Table(("Question", "Yes", "No", "Not sure"), (58, 14, 14, 14), size=10)


SURVEY_ROWS = (
    ("Have you had damp or mould in your home in the last 12 months?", "44%", "51%", "5%"),
    ("If yes, did you report it to the Council?", "68%", "32%", "0%"),
    ("If you reported it, did someone visit within ten working days?", "37%", "58%", "5%"),
    ("Was the cause explained to you?", "29%", "63%", "8%"),
    ("Has the problem come back since the work was done?", "41%", "46%", "13%"),
    ("Can you afford to heat your home to a comfortable level?", "48%", "43%", "9%"),
)


def damp_report(pack: Pack) -> None:
    paper = pack.paper
    pack.begin("6", "Damp and Mould in Council Homes")
    head(pack, "DAMP AND MOULD IN COUNCIL HOMES", "Gareth Blythe, Head of Housing Repairs")
    pack.section(
        "1.0",
        "Purpose of the report:",
        "To inform the Committee of what has been done about damp and mould since the "
        "regulator's letter of May 2024.",
    )
    pack.section("2.0", "Recommendation(s):")
    pack.recommend("2.1", "To note the action taken and the position at 31 December 2024.")
    pack.recommend(
        "2.2",
        "To recommend to the Executive that the damp and mould team be made "
        "permanent from April 2025.",
    )
    pack.recommend("2.3", "To receive a progress report, with figures by area, in April 2025.")
    reasons(
        pack,
        "To ensure that the Council meets its duties as a landlord and that tenants live "
        "in healthy homes.",
        "To end the team when its funding ends on 31 March 2025. Cases would "
        "go back to the general repairs service, where the wait for an inspection was 31 days.",
        "Good homes: safe, warm and affordable homes for everyone in Saltmere.",
    )
    pack.section(
        "6.0",
        "Background information",
        "The Council is the landlord of 8,214 homes. In May 2024 the Regulator of"
        " Social Housing wrote to the Council about the time taken to deal with damp"
        " and mould. A Repairs and Maintenance Improvement Board (RMIB), chaired by the"
        " Director of Homes and Neighbourhoods, was set up in June 2024 and meets every"
        " month.",
    )
    pack.abbreviation("RMIB", "Repairs and Maintenance Improvement Board")
    paper.clause(
        "6.2",
        "A damp and mould team began work on 2 September 2024. It has two surveyors "
        "and six operatives, and works from the depot at Cobb Lane. All reports of damp come "
        "to the team, which inspects the home before any work is ordered.",
    )
    paper.clause(
        "6.3",
        "At 31 December 2024 there were 412 open cases, of which 38 were Category 1 "
        "hazards, the most serious kind. The average time from report to inspection was 16 "
        "working days against a target of ten. Since the team began it has closed 533 cases.",
    )
    paper.clause("6.4", "Open cases at the end of each month since the team began are shown below.")
    paper.bars(
        "Open damp and mould cases at month end, 2024",
        (("Aug", 604), ("Sept", 587), ("Oct", 541), ("Nov", 468), ("Dec", 412)),
        height=150,
    )
    paper.clause("6.5", "Causes found at inspection were:")
    paper.bullets(
        (
            "failed or missing extractor fans: 34%;",
            "leaks from roofs, gutters and pipes: 27%;",
            "cold bridges and missing insulation: 22%;",
            "not enough heating or ventilation: 17%.",
        )
    )
    paper.clause(
        "6.6",
        "Sensors that measure temperature and humidity have been fitted in 350 homes. "
        "The programme is for 1,200 homes by December 2025, beginning with the homes where "
        "children under five live.",
    )
    paper.clause(
        "6.7",
        "There were 57 live claims for disrepair at 31 December 2024. Compensation of "
        "£186,400 was paid between April and December 2024, not counting legal costs.",
    )
    paper.clause(
        "6.8",
        "A survey of tenants was carried out in autumn 2024. Its report is attached at "
        "Appendix 6(a). Less than four in ten of those who had reported damp were visited "
        "within ten working days.",
    )
    paper.clause("6.9", "Does the information submitted include any exempt information? No")
    pack.section(
        "7.0", "List of Appendices:", "Appendix 6(a) - Tenants' Damp and Mould Survey 2024."
    )
    pack.section(
        "8.0",
        "Financial considerations:",
        "The budget for damp and mould work in 2024/2025 is £1,850,000. Spending to the"
        " end of March 2025 is forecast to be £2,120,000, an overspend of £270,000,"
        " which will be met from the repairs reserve.",
    )
    paper.table(
        Table(
            ("Budget heading", "Budget 2024/2025 £", "Forecast £", "Variance £"),
            (40, 22, 20, 18),
            size=10,
        ),
        (
            ("Surveyors and operatives", "412,000", "398,000", "-14,000"),
            ("Fans and ventilation", "530,000", "648,000", "118,000"),
            ("Roofs, gutters and leaks", "590,000", "742,000", "152,000"),
            ("Sensors", "168,000", "168,000", "0"),
            ("Moving tenants out during works", "150,000", "164,000", "14,000"),
            ("Total", "1,850,000", "2,120,000", "270,000"),
        ),
        indent=44,
        bold_last=True,
    )
    considerations(
        pack,
        9,
        legal=(
            "The Council must keep its homes fit for human habitation and free of serious"
            " hazards. New rules will set time limits for landlords to look into and mend"
            " hazards; the first phase is expected in October 2025."
        ),
        risk=(
            "The main risk is that surveyors cannot be recruited. One of the two surveyor"
            " posts is filled by an agency at £61 an hour."
        ),
        equalities=(
            "Homes with children under five, or with a person who has a lung condition, are"
            " inspected first."
        ),
        climate="Insulation work reduces carbon emissions. 214 lofts have been topped up.",
        consultation=(
            "The Tenants' Panel was consulted on 3 December 2024. It asked for letters in"
            " plain words and for evening appointments."
        ),
    )
    pack.end()


def tenants_survey(pack: Pack) -> None:
    paper = pack.paper
    pack.begin_appendix("6(a)", "Tenants' Damp and Mould Survey 2024", own_numbers="of")
    paper.face, paper.face_bold = "Times-Roman", "Times-Bold"
    paper.y -= 150
    navy = (0.09, 0.25, 0.39)
    paper.heading("Warm, Dry and Heard", size=30, colour=navy, align="centre")
    paper.lines("Tenants' Damp and Mould Survey 2024", size=18, align="centre", after=30)
    paper.lines("Report by the Saltmere Tenants' Panel", size=14, align="centre")
    paper.lines("December 2024", size=14, align="centre")
    paper.turn()
    paper.heading("Contents", size=16, colour=navy)
    for name, own in (
        ("Foreword", 3),
        ("How the survey was done", 3),
        ("What tenants told us", 4),
        ("In tenants' own words", 5),
        ("What we ask the Council to do", 6),
    ):
        paper.lines(f"{name} {'.' * (70 - len(name))} {own}", after=4)
    paper.turn()
    paper.heading("Foreword", size=16, colour=navy)
    paper.lines(
        "Nobody should have to choose between a warm home and a meal, or be told that mould is "
        "their own fault. The Tenants' Panel asked the Council to let us run this survey "
        "ourselves, so that tenants could speak freely. We thank the 864 people who replied, "
        "and the eleven volunteers who knocked on doors in the rain."
    )
    paper.lines("Jean Lockyer, Chair of the Saltmere Tenants' Panel")
    paper.heading("How the survey was done", size=16, colour=navy)
    paper.lines(
        "A form was sent to 3,000 council tenants, chosen by lot, on 16 September 2024. Replies "
        "closed on 25 October 2024. 864 forms came back, a response of 28.8%. Of these, 611 came "
        "on paper and 253 online. Volunteers visited 140 tenants in sheltered housing who asked "
        "for help with the form."
    )
    paper.lines(
        "Replies were weighted by area. The largest share came from Thornhythe (24%) and the "
        "smallest from Harbourside (7%), where many tenants live in the three blocks of "
        "Longshore Towers."
    )
    paper.turn()
    paper.heading("What tenants told us", size=16, colour=navy)
    paper.table(SURVEY_QUESTIONS, SURVEY_ROWS)
    paper.bars(
        "Rooms in which tenants had damp or mould (more than one could be named)",
        (("Bedroom", 46), ("Bathroom", 38), ("Kitchen", 21), ("Living room", 17), ("Hall", 9)),
        unit="%",
    )
    paper.lines(
        "Bedrooms were named most often. Half of the tenants with mould in a bedroom said that "
        "a child slept there."
    )
    tenants_words(pack)
    paper.columns = 1
    paper.turn()
    paper.heading("What we ask the Council to do", size=16, colour=navy)
    for count, text in enumerate(
        (
            "Visit every home within five working days when a child under five lives there.",
            "Leave a card that says what was found, what will be done and by when.",
            (
                "Fit fans that cannot be switched off at the wall, and tell tenants what they cost"
                " to run. We were told that a fan costs about £13 a year."
            ),
            "Come back after three months to see whether the mould has returned.",
            "Stop using the words 'lifestyle damp' in letters.",
        ),
        1,
    ):
        paper.lines(text, label=f"{count}.", indent=24, label_indent=4)
    pack.end()
    paper.face, paper.face_bold = "Helvetica", "Helvetica-Bold"


def tenants_words(pack: Pack) -> None:
    """A page set in two columns, with words broken at line ends."""
    paper = pack.paper
    paper.columns = 2
    paper.turn()
    paper.heading("In tenants' own words", size=16, colour=(0.09, 0.25, 0.39))
    for place, words in table_rows(
        """
        Fennick Green, two bedrooms | The first man who came was kind and did a proper inspec­tion.
            He said the extractor fan had never been con­nected. Eight years we have been wiping
            that ceiling, and nobody had looked.
        Marram Road, house | We were sent a leaflet about opening windows. My windows are painted
            shut. I wrote back to say so in March and had an acknow­ledge­ment but no visit.
        Thornhythe Gardens, flat | Water comes through the roof when the wind is in the east. It has
            been patched four times. They should re­place the roof and be done with it.
        Curlew House, Longshore Towers | The lift was out, so the sur­veyor climbed nine floors and
            still had time to explain the con­densa­tion to me. Full marks. But the work he ordered
            has not been done.
        Beckfold, bungalow | I can only afford to heat one room. If I open the window I lose what I
            paid for. Please stop telling pension­ers to ventil­ate.
        Sexton's Row, house | My son's asthma is worse in the back bed­room, so he sleeps in with
            us. The doctor wrote a letter for me in October. A damp team came within the week and I
            am grateful, though the plaster­ing is still to come.
        Abbot Close, flat | They fitted a sensor and rang me when it got too damp. I did not know
            that they would ring. It was a good thing, and the heating was mended on the same day.
        Oldwick, maisonette | I have reported it five times. Each time I start again with a new
            person who asks for photo­graphs. I have run out of room on my phone for photo­graphs of
            mould.
        Quaybridge, house | The letter said appoint­ment between eight and six. I lost a day's pay
            and they came the day after.
        Fennick Green, three bedrooms | The team found a broken gutter that three others had missed.
            It took an hour to mend. I have kept the photo­graph of the dry wall.
        Tern House, Longshore Towers | You can see the mould from the landing. My neigh­bour moved
            her cot into the hall. We need the out­side walls lagged, not more bleach.
        Marram Road, flat | I was moved out for eleven days while they did the work and put up in a
            guest house. It was well organ­ised and my cat came too.
        Priory Leys, house | Nobody told us that the loft had no insula­tion until the sur­veyor put
            his head through the hatch. It was done in a day. The bill went down.
        Thornhythe, bungalow | Please give us a name and a number to ring. I have had four letters
            from four different people, and none of them knew about the others.
        """
    ):
        paper.lines(place, font=paper.face_bold, after=2)
        paper.lines(f"“{words}”", after=11)
