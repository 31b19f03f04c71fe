"""What a page says, and claims made from it: changed ones, which must not leave, and honest
ones, which must."""

from __future__ import annotations

__all__ = ["CHANGED", "HONEST", "NEAR", "NEVER", "PLAIN", "ROWS"]

CHANGED: tuple[tuple[str, str], ...] = (
    (
        "Ms Rowe agreed to supply the attendance figures in writing.",
        "Ms Rowe supplied the attendance figures.",
    ),
    (
        "The trust will shortly build a boathouse at Marram.",
        "The trust has built a boathouse at Marram.",
    ),
    (
        "It was suggested that the clerk would obtain quotes and circulate them.",
        "The clerk circulated the quotes.",
    ),
    (
        "The steward reported that the gate needs repair.",
        "The gate has been repaired.",
    ),
    (
        "Posts will be advertised once the budget has been confirmed.",
        "The budget has been confirmed.",
    ),
    (
        "The terms will be agreed at the first meeting of the group.",
        "The terms were agreed at the first meeting of the group.",
    ),
    (
        "There were twice as many boys as girls on the list.",
        "There were twice as many girls as boys on the list.",
    ),
    (
        "More homes than shops were flooded in Marram.",
        "More shops than homes were flooded in Marram.",
    ),
    (
        "The fleet will move from diesel to electric by 2030.",
        "The fleet will move from electric to diesel by 2030.",
    ),
    (
        "The service is rated amber this quarter.",
        "The service is rated green this quarter.",
    ),
    (
        "Ofsted judged the school to be inadequate.",
        "Ofsted judged the school to be good.",
    ),
    (
        "The capital budget is £3m.",
        "The revenue budget is £3m.",
    ),
    (
        "The vote was unanimous.",
        "The vote was by a majority.",
    ),
    (
        "Bins are emptied every two weeks.",
        "Bins are emptied every week.",
    ),
    (
        "The desk is open Monday to Thursday.",
        "The desk is open Thursday to Monday.",
    ),
    (
        "Tenants were dissatisfied with the lift.",
        "Tenants were satisfied with the lift.",
    ),
    (
        "The debt fell in Q1 and rose in Q2.",
        "The debt fell in Q2 and rose in Q1.",
    ),
    (
        "Councillor Hale (Labour) moved the motion and Councillor Ince seconded it.",
        "Councillor Ince moved the motion and Councillor Hale (Labour) seconded it.",
    ),
    (
        "The panel heard that no child had waited over a year.",
        "The panel heard that a child had waited over a year.",
    ),
    (
        "Costs are shared: 60% council, 40% NHS.",
        "Costs are shared: 40% council, 60% NHS.",
    ),
    (
        "The council paid £40,000 to the firm in March and £15,000 in May.",
        "The council paid £15,000 to the firm in March.",
    ),
    (
        "Ms Rowe said that the firm would not be paid until June.",
        "Ms Rowe said that the firm would be paid in June.",
    ),
    (
        "Fewer than half of members voted for the plan.",
        "Half of members voted for the plan.",
    ),
    (
        "The scheme ended in 2019 after the grant was withdrawn.",
        "The scheme ended in 2019 before the grant was withdrawn.",
    ),
    (
        "Homes in Marram cost less than homes in Fennick.",
        "Homes in Fennick cost less than homes in Marram.",
    ),
    (
        "The developer must give 10 homes to the council.",
        "The council must give 10 homes to the developer.",
    ),
    (
        "The Director may delegate the choice to the Head of Housing.",
        "The Head of Housing may delegate the choice to the Director.",
    ),
    (
        "There is no evidence that the mast causes harm.",
        "There is evidence that the mast causes harm.",
    ),
    (
        "The judge found against the council.",
        "The judge found for the council.",
    ),
    (
        "The hall may be let in May, and the depot will be sold in June.",
        "The hall will be let in May, and the depot will be sold in June.",
    ),
    (
        "All wards have some empty homes on the list.",
        "Some wards have all empty homes on the list.",
    ),
    (
        "They do not fine drivers, so as not to harm trade.",
        "They do fine drivers, so as not to harm trade.",
    ),
    (
        "Bids were between 53 and 85 for each lot.",
        "Bids were between 85 and 53 for each lot.",
    ),
    (
        "Since it began in 2016, 184 children have taken part.",
        "Since it began in 184, 2016 children have taken part.",
    ),
    (
        "The lease has years to run at the harbour.",
        "The lease has months to run at the harbour.",
    ),
    (
        "It is clear that the firm did not repair the lift.",
        "It is not clear that the firm did not repair the lift.",
    ),
    (
        "The number of open cases fell from 52 to 35 in the year.",
        "The number of open cases fell from 35 to 52 in the year.",
    ),
    (
        "Spending increased by 4% over the year.",
        "Spending decreased by 4% over the year.",
    ),
    (
        "Spending was up by 4% on last year.",
        "Spending was down by 4% on last year.",
    ),
    (
        "There were more complaints than last year.",
        "There were fewer complaints than last year.",
    ),
    (
        "Attendance was above the national average.",
        "Attendance was below the national average.",
    ),
    (
        "The inspectors said that outcomes had improved.",
        "The inspectors said that outcomes had worsened.",
    ),
    (
        "The Executive approved the application for a licence.",
        "The Executive refused the application for a licence.",
    ),
    (
        "The Executive refused the application for a licence.",
        "The Executive approved the application for a licence.",
    ),
    (
        "The library at Marram will open in June 2025.",
        "The library at Marram will close in June 2025.",
    ),
    (
        "Referrals rose and complaints fell during the year.",
        "Referrals fell and complaints rose during the year.",
    ),
    (
        "35 of the 135 homes had been inspected.",
        "135 of the 35 homes had been inspected.",
    ),
    (
        "The budget grew from £2m to £3m this year.",
        "The budget grew from £3m to £2m this year.",
    ),
    (
        "Councillor Smith is to report to Councillor Jones on the plan.",
        "Councillor Jones is to report to Councillor Smith on the plan.",
    ),
    (
        "Ann Smith to report to Bob Jones.",
        "Bob Jones to report to Ann Smith.",
    ),
    (
        "412 homes and 35 schools were inspected.",
        "35 homes and 412 schools were inspected.",
    ),
    (
        "412 homes and 35 schools were inspected.",
        "412 schools were inspected.",
    ),
    (
        "Thornhythe had 12 cases and Marram had 35 cases.",
        "Thornhythe had 35 cases and Marram had 12 cases.",
    ),
    (
        "Thornhythe had 12 cases and Marram had 35 cases.",
        "There were 12 cases in Marram.",
    ),
    (
        "A £2m grant and a £3m loan will pay for the works.",
        "A £3m grant and a £2m loan will pay for the works.",
    ),
    (
        "The council will pay the developer £3m.",
        "The developer will pay the council £3m.",
    ),
    (
        "Councillor Jones was asked to provide a report.",
        "Councillor Jones asked for a report to be provided.",
    ),
    (
        "Smith was criticised by Jones at the meeting.",
        "Smith criticised Jones at the meeting.",
    ),
    (
        "Repairs must take no more than 12 weeks.",
        "Repairs must take 12 weeks.",
    ),
    (
        "The grant is up to £2m for the first year.",
        "The grant is £2m for the first year.",
    ),
    (
        "At least 40 homes need new windows.",
        "At most 40 homes need new windows.",
    ),
    (
        "Over 40 homes need new windows.",
        "Under 40 homes need new windows.",
    ),
    (
        "40 homes or more need new windows.",
        "40 homes need new windows.",
    ),
    (
        "Two homes were inspected in Marram in May 2025.",
        "One of the homes was inspected in Marram in May 2025.",
    ),
    (
        "A third of the homes in Marram are damp.",
        "Half of the homes in Marram are damp.",
    ),
    (
        "The third home in Marram is damp.",
        "A third of the homes in Marram are damp.",
    ),
    (
        "The costs of the scheme have doubled.",
        "The costs of the scheme have trebled.",
    ),
    (
        "The bins are emptied once a week in Marram.",
        "The bins are emptied twice a week in Marram.",
    ),
    (
        "Twenty-five homes in Marram are damp.",
        "Twenty-six homes in Marram are damp.",
    ),
    (
        "Councillor Smith did not attend the visit; Councillor Jones did.",
        "Councillor Smith attended the visit; Councillor Jones did not.",
    ),
    (
        "It is not Ann Smith but Bob Jones who leads the review.",
        "Ann Smith leads the review.",
    ),
    (
        "All members except Councillor Smith supported the plan.",
        "All members supported the plan, Councillor Smith too.",
    ),
    (
        "Neither Smith nor Jones supported the plan for bins.",
        "Smith supported the plan for bins.",
    ),
    (
        "The rate was 12 per thousand in the year to March.",
        "The rate was 12% in the year to March.",
    ),
    (
        "The rate rose by 3 percentage points.",
        "The rate rose by 3%.",
    ),
    (
        "The charge is £5 a week for each bin.",
        "The charge is £5 a month for each bin.",
    ),
    (
        "The meeting starts at 6.30pm on Monday.",
        "The meeting starts at 6.30am on Monday.",
    ),
    (
        "The library could close in the autumn.",
        "The library will close in the autumn.",
    ),
    (
        "It is proposed to close the library in the autumn.",
        "The library is to close in the autumn.",
    ),
    (
        "The proposed closure of the library was discussed.",
        "The agreed closure of the library was discussed.",
    ),
    (
        "Officers should inspect each home within 12 weeks.",
        "Officers must inspect each home within 12 weeks.",
    ),
    (
        "Officers are expected to inspect 40 homes.",
        "Officers inspect 40 homes.",
    ),
    (
        "The library will close if the grant is refused.",
        "The library will close.",
    ),
    (
        "Some residents of Marram objected to the bins.",
        "All residents of Marram objected to the bins.",
    ),
    (
        "Some residents of Marram objected to the bins.",
        "Residents of Marram objected to the bins.",
    ),
    (
        "The homes in Marram are unsafe for tenants.",
        "The homes in Marram are safe for tenants.",
    ),
    (
        "The homes in Marram are safe for tenants.",
        "The homes in Marram are unsafe for tenants.",
    ),
    (
        "The homes in Marram are non-compliant with the code.",
        "The homes in Marram are compliant with the code.",
    ),
    (
        "The works must be finished by 10 April 2025.",
        "The works must be finished on 10 April 2025.",
    ),
    (
        "The works must be finished before 10 April 2025.",
        "The works must be finished after 10 April 2025.",
    ),
    (
        "The works run from 10 April to 3 May 2025.",
        "The works run from 3 May to 10 April 2025.",
    ),
    (
        "Ada Marsh and Ben Jones lead the review.",
        "Ben Marsh leads the review.",
    ),
    (
        "Policy H12 applies to the site in Marram.",
        "Policy H13 applies to the site in Marram.",
    ),
    (
        "Rents will not rise before April 2026.",
        "Rents will n\u043et fall before April 2026.",
    ),
    (
        "An average of 16 days passed before the first visit.",
        "16 days passed before the first visit.",
    ),
    (
        "The contractor failed to attend in 35 cases.",
        "The contractor attended in 35 cases.",
    ),
    (
        "Only 12 homes in Marram were inspected.",
        "12 homes in Marram were inspected by all officers.",
    ),
    (
        "The council sold 12 homes to Marram Homes Ltd.",
        "The council bought 12 homes from Marram Homes Ltd.",
    ),
    (
        "The surplus on the account was £2m.",
        "The deficit on the account was £2m.",
    ),
    (
        "Area 412\xb9 had damp homes in number.",
        "Area 4121 had damp homes in number.",
    ),
    (
        "The panel agreed to defer the decision.",
        "The panel agreed the decision.",
    ),
    (
        "Officers forgot to check the homes in Marram for asbestos.",
        "Officers decided to repaint the homes in Marram with lavender.",
    ),
    (
        "Rents went down by £3 a week in Thornhythe.",
        "Rents went up by £3 a week in Thornhythe.",
    ),
    (
        "The backlog of repairs shrank to 214 in March.",
        "The backlog of repairs grew to 214 in March.",
    ),
    (
        "Satisfaction is lower than in the previous year.",
        "Satisfaction is higher than in the previous year.",
    ),
    (
        "The planning application was rejected by nine votes to two.",
        "The planning application was approved by nine votes to two.",
    ),
    (
        "The motion was carried by nine votes to two.",
        "The motion was carried by two votes to nine.",
    ),
    (
        "The motion was carried by nine votes to two.",
        "The motion was defeated by nine votes to two.",
    ),
    (
        "Consultation begins on 3 March 2025.",
        "Consultation ends on 3 March 2025.",
    ),
    (
        "Marram school gained 12 pupils and Quay school lost 30.",
        "Quay school gained 30 pupils.",
    ),
    (
        "Of the 412 homes inspected, 59 had damp and 21 had mould.",
        "21 homes had damp.",
    ),
    (
        "Staff numbers went from 18 to 25 over two years.",
        "Staff numbers went from 25 to 18 over two years.",
    ),
    (
        "Mr Lee will replace Ms Rowe as chair of the panel.",
        "Ms Rowe will replace Mr Lee as chair of the panel.",
    ),
    (
        "Ms Rowe was thanked by Mr Lee for her work.",
        "Mr Lee was thanked by Ms Rowe for her work.",
    ),
    (
        "The county council transferred £4m to the borough council.",
        "The borough council transferred £4m to the county council.",
    ),
    (
        "The contractor owes the council £40,000.",
        "The council owes the contractor £40,000.",
    ),
    (
        "Fines may not exceed £500 for each offence.",
        "Fines are £500 for each offence.",
    ),
    (
        "The waiting time is under 18 weeks for most children.",
        "The waiting time is 18 weeks for most children.",
    ),
    (
        "The waiting time is under 18 weeks for most children.",
        "The waiting time is over 18 weeks for most children.",
    ),
    (
        "Three in ten tenants replied.",
        "Three in four tenants replied.",
    ),
    (
        "Half of the tenants replied.",
        "All of the tenants replied.",
    ),
    (
        "One of the two lifts at Longshore Towers is out of use.",
        "The two lifts at Longshore Towers are out of use.",
    ),
    (
        "A quarter of the budget has been spent.",
        "A fifth of the budget has been spent.",
    ),
    (
        "Complaints were three times those of last year.",
        "Complaints were two times those of last year.",
    ),
    (
        "The Cabinet Member has not approved the scheme.",
        "The Cabinet Member has approved the scheme.",
    ),
    (
        "No decision has been taken on the recycling centre.",
        "A decision has been taken on the recycling centre.",
    ),
    (
        "The report does not recommend closing the depot.",
        "The report recommends closing the depot.",
    ),
    (
        "The figures exclude agency staff.",
        "The figures include agency staff.",
    ),
    (
        "The visit took place without Councillor Hale.",
        "The visit took place with Councillor Hale.",
    ),
    (
        "Councillor Hale left and Councillor Ince joined the panel.",
        "Councillor Hale joined the panel and Councillor Ince left.",
    ),
    (
        "The lease runs for 99 years.",
        "The lease runs for 99 months.",
    ),
    (
        "The fee is 40p a bag.",
        "The fee is £40 a bag.",
    ),
    (
        "The vehicles will probably be replaced in 2026.",
        "The vehicles will be replaced in 2026.",
    ),
    (
        "Provided that the bid succeeds, 40 homes will be built.",
        "40 homes will be built.",
    ),
    (
        "A draft agreement with the contractor was tabled.",
        "An agreement with the contractor was tabled.",
    ),
    (
        "Tenants can ask for a second visit.",
        "Tenants must ask for a second visit.",
    ),
    (
        "Few tenants were satisfied with the repairs.",
        "Tenants were satisfied with the repairs.",
    ),
    (
        "Hardly any tenants were satisfied with the repairs.",
        "Tenants were satisfied with the repairs.",
    ),
    (
        "The officer denied that the report had been changed.",
        "The officer said that the report had been changed.",
    ),
    (
        "The survey is due to finish in the week after 3 May.",
        "The survey is due to finish in the week before 3 May.",
    ),
    (
        "The works finish on 12 May and the survey on 3 June.",
        "The survey finishes on 12 May.",
    ),
    (
        "The works finish on 12 May and the survey on 3 June.",
        "The works finish on 12 June.",
    ),
    (
        "Ms Ann Rowe and Mr Tom Lee wrote the report.",
        "Mr Tom Rowe wrote the report.",
    ),
    (
        "Road A127 floods at high tide.",
        "Road A172 floods at high tide.",
    ),
    (
        "Rents fell by 2% while service charges rose by 7%.",
        "Rents rose by 7%.",
    ),
    (
        "Rents fell by 2% while service charges rose by 7%.",
        "Rents fell by 7% while service charges rose by 2%.",
    ),
    ("The council plans to sell the depot.", "The council has abandoned plans to sell the depot."),
    ("The panel did not rule the scheme out.", "The panel ruled the scheme out."),
    ("The scheme began in 2016 and the grant ended in 2019.", "The scheme ended in 2019."),
    ("The scheme began in 2016 and the grant ended in 2019.", "The grant ended in 2016."),
    ("Loans are made with a ceiling of £2m.", "Loans of £2m are made."),
    ("Tom Lee, Interim Director of Homes, replied.", "Tom Lee, Director of Homes, replied."),
    (
        "All primary schools in Marram have a nurse.",
        "All secondary schools in Marram have a nurse.",
    ),
    (
        "Several of the council's buildings have asbestos.",
        "All of the council's buildings have asbestos.",
    ),
    (
        "A resident said that the lift had been broken for a year.",
        "The lift had been broken for a year.",
    ),
    ("The risk is that the council has to repay the grant.", "The council has to repay the grant."),
    ("Councillors must declare gifts.", "Councillors may declare gifts."),
    (
        "An assessment will be completed for each school.",
        "An assessment was completed for each school.",
    ),
    (
        "Reserves are kept at between 5% and 10% of the budget.",
        "Reserves are kept at 10% of the budget.",
    ),
    ("Older people are offered a lunch club.", "Younger people are offered a lunch club."),
    ("Turnout was 34% among users (14% among former users).", "Turnout was 14% among users."),
    (
        "Ward\tCases\nMarram\t12\nThornhythe\t35",
        "Marram had 35 cases.",
    ),
)
"""(page, claim): a direction, number, role, bound, unit, name, denial or hedge is another."""

HONEST: tuple[tuple[str, str], ...] = (
    (
        "The trust bought two boats in May and means to buy a third.",
        "Two boats were bought by the trust in May.",
    ),
    (
        "The bridge was closed for repair and will be painted once it has dried.",
        "Once dry, the bridge will be painted; it had been closed for repair.",
    ),
    (
        "Ms Rowe said that the firm would not be paid until June.",
        "The firm will not be paid until June, Ms Rowe said.",
    ),
    (
        "The Committee agreed to ask Cabinet to think again about the closure of Cobb Lane depot.",
        "The Committee agreed to ask Cabinet to think again about closing the Cobb Lane depot.",
    ),
    (
        "Sickness absence averaged 9.4 days per employee in 2024.",
        "In 2024, sickness absence averaged 9.4 days for each employee.",
    ),
    (
        "The survey ran from 3 March to 14 April 2025 and 212 people replied.",
        "212 people replied to the survey, which ran from 3 March to 14 April 2025.",
    ),
    (
        "Officers explained that the delay was caused by a shortage of drivers.",
        "The delay was caused by a shortage of drivers, officers explained.",
    ),
    (
        "A new bus shelter will be put up outside the library by the end of July.",
        "A new bus shelter will be put up by the library by the end of July.",
    ),
    (
        "Ms Rowe advised that further consultation would be held with carers in the spring.",
        "Further consultation would be held with carers in the spring, Ms Rowe advised.",
    ),
    (
        "35 of the 135 homes had been inspected.",
        "Of the 135 homes, 35 had been inspected.",
    ),
    (
        "The Housing Service inspected 412 homes for damp in 2024.",
        "412 homes were inspected for damp in 2024.",
    ),
    (
        "The cost was £1.25 million, 4% more than planned.",
        "It cost £1.25 million, which is 4% more than planned.",
    ),
    (
        "Councillor Adeyemi asked for a further report in March 2025.",
        "Councillor Adeyemi asked for another report in March 2025.",
    ),
    (
        "Councillor Adeyemi asked for a further report in March 2025.",
        "A further report was asked for by Councillor Adeyemi.",
    ),
    (
        "Sixteen days was the average time to a first visit.",
        "The average time to a first visit was 16 days.",
    ),
    (
        "The grant is up to £2m for the first year.",
        "A grant of up to £2m is given for the first year.",
    ),
    (
        "The works must be finished by 10 April 2025.",
        "The works must be finished no later than 10 April 2025.",
    ),
    (
        "Councillor Ada Marsh, the Chair, opened the meeting at 6.30pm.",
        "Councillor Marsh opened the meeting at 6.30pm.",
    ),
    (
        "The council received 214 complaints, 32 fewer than in the previous year.",
        "The council received 214 complaints, 32 fewer than the year before.",
    ),
    (
        "Charges for garden waste will rise from £46 to £50 with effect from 1 April 2025.",
        "From 1 April 2025 garden waste charges will rise from £46 to £50.",
    ),
    (
        "The Director of Homes, Priya Anand, will report back in June.",
        "Priya Anand, the Director of Homes, will report back in June.",
    ),
    (
        "Two thirds of tenants were satisfied with the repairs service.",
        "Two-thirds of tenants were satisfied with the repairs service.",
    ),
    (
        "The fund has been overspent by £270,000, which will be met from the repairs reserve.",
        "The overspent £270,000 will be met from the repairs reserve.",
    ),
    (
        "There is no charge for the collection of a second bin.",
        "No charge is made for collection of a second bin.",
    ),
    (
        "Rents will not rise before 1 April 2026.",
        "Rents won't rise before 1 April 2026.",
    ),
    (
        "Rents went down by £3 a week in Thornhythe.",
        "In Thornhythe, rents fell by £3 a week.",
    ),
    (
        "The planning application was rejected by nine votes to two.",
        "The planning application was refused by nine votes to two.",
    ),
    (
        "Of the 412 homes inspected, 59 had damp and 21 had mould.",
        "59 of the 412 homes inspected had damp.",
    ),
    (
        "Of the 412 homes inspected, 59 had damp and 21 had mould.",
        "Of 412 homes inspected, 59 had damp.",
    ),
    (
        "Mr Lee will replace Ms Rowe as chair of the panel.",
        "Ms Rowe will be replaced by Mr Lee as chair of the panel.",
    ),
    (
        "Approximately 300 tenants replied to the survey.",
        "About 300 tenants replied to the survey.",
    ),
    (
        "Subject to consultation, the crossing will be moved.",
        "The crossing will be moved, subject to consultation.",
    ),
    (
        "The survey found that 64% of tenants were satisfied with repairs, up from 58% in 2023.",
        "64% of tenants were satisfied with repairs, up from 58% in 2023.",
    ),
    (
        "The total cost of the scheme is estimated at £3.4 million, of which £1.1 million "
        "will come from the Department for Transport.",
        "The scheme is estimated to cost £3.4 million; £1.1 million will come from the "
        "Department for Transport.",
    ),
    (
        "Ofsted rated the service as requires improvement in November 2024.",
        "In November 2024 Ofsted rated the service as requires improvement.",
    ),
    (
        "There were 1,204 children in need at the end of June 2022, compared with 1,310 a "
        "year earlier.",
        "At the end of June 2022 there were 1,204 children in need, compared with 1,310 a "
        "year earlier.",
    ),
    ("Graded Care Profile 2 training was held.", "GCP2 training was held."),
    (
        "In Marram, the Young Carers group meets monthly.",
        "Marram's Young Carers group meets monthly.",
    ),
)
"""(page, claim): said in other words or another order, and still what the page says."""

PLAIN: tuple[tuple[str, str], ...] = (
    (
        "Notice had been sent to Marram and the clerk will forward a copy to Mr Pell.",
        "Notice had been sent to Marram and the clerk will send Mr Pell a copy.",
    ),
    ("There are142 empty flats in the block.", "142 flats in the block are empty."),
    ("FMP has not lost one volunteer.", "The Friends of Marram Park have not lost one volunteer."),
    ("HM Inspectorate of Probation visited in May.", "HMIP visited in May."),
    (
        "Tenants did not like the new lift in Tern House.",
        "Tenants disliked the new lift in Tern House.",
    ),
    (
        "The committee asked whether the service was cost effective.",
        "The minutes give no cost: the committee asked whether the service was cost effective.",
    ),
    (
        "In the survey 57% were content with repairs, 36% were neutral and 7% were unhappy.",
        "57% were content with repairs, 36% neutral and 7% unhappy.",
    ),
    (
        "Of the 69 tenants aged over 65, most (67) have no lift.",
        "67 of the 69 tenants over 65 have no lift.",
    ),
    ("Bins are emptied every two weeks.", "Your bin is emptied every two weeks."),
    (
        "The council paid £40,000 to the firm in March and £15,000 in May.",
        "The firm got £40k in March.",
    ),
    (
        "Fewer than half of members voted for the plan.",
        "Under half of the members backed the plan.",
    ),
    (
        "The scheme ended in 2019 after the grant was withdrawn.",
        "It came to an end in 2019, once the grant had gone.",
    ),
    (
        "The Director may delegate the choice to the Head of Housing.",
        "The Director can leave the choice to the Head of Housing.",
    ),
    ("412 homes and 35 schools were inspected.", "They inspected 35 schools."),
    (
        "A £2m grant and a £3m loan will pay for the works.",
        "The works will be paid for with a £3 million loan and a £2 million grant.",
    ),
    (
        "The council inspected two homes in Marram.",
        "Two Marram homes were looked at by the council.",
    ),
    (
        "The costs of the scheme have doubled.",
        "The scheme now costs twice as much: its costs have doubled.",
    ),
    (
        "All members except Councillor Smith supported the plan.",
        "Everyone but Councillor Smith backed the plan.",
    ),
    ("The meeting starts at 6.30pm on Monday.", "It starts on Monday at 18:30."),
    (
        "Most homes in Marram have been inspected.",
        "The majority of Marram's homes have been looked at.",
    ),
    ("The homes in Marram are unsafe for tenants.", "Marram's homes are not safe for tenants."),
    ("The contractor failed to attend in 35 cases.", "In 35 cases the contractor never turned up."),
    ("The panel agreed to defer the decision.", "The panel put off the decision."),
    (
        "No decision has been taken on the recycling centre.",
        "Nothing has been decided yet about the recycling centre.",
    ),
    ("Half of the tenants replied.", "50% of tenants answered."),
    ("£2m will be spent over three years.", "£2m will be spent in three years."),
    ("Attendance was 101 over 10 courses.", "101 attended across 10 courses."),
    ("Members deferred the item again.", "The item was deferred for a second time."),
    ("Volunteers were glad of the café in the hall.", "Helpers welcomed the café in the hall."),
    (
        "The recommendations of the panel, to set up a hub, were approved.",
        "Setting up a hub was approved.",
    ),
    (
        "The recommendations for a hub were put. They were approved by the Executive.",
        "The Executive approved the recommendations.",
    ),
    ("The library opens in May.", "The library opens in May, but no cost is given."),
    ("The library opens in May.", "The report does not say what the library will cost."),
    ("The scheme is £2m over budget.", "The scheme overspent by £2m."),
)
"""(page, claim): what a page says, as people say it to each other."""

_WARDS = (("Ward", "Marram"), ("Open cases", "35"), ("Closed cases", "112"), ("Cost (£000)", "480"))
_QUAY = (("Ward", "Quayside"), ("Open cases", "12"), ("Closed cases", "90"), ("Cost (£000)", "75"))
_PUPILS = (("School", "Ferryside"), ("No. of pupils", "420"), ("% on free meals", "31.5"))
_ACTION = (
    ("Action", "Report on empty homes"),
    ("Officer", "Tom Lee"),
    ("Due", "3 June 2025"),
    ("Status", "Open"),
)
_SPEND = (("Fund", "Repairs"), ("2023/24", "£1.2m"), ("2024/25", "£1.5m"))

_DOORS = (
    ("Block", "Tern House"),
    ("Flats", "50"),
    ("Flat doors failed", "28"),
    ("Share", "56%"),
    ("Shared doors failed", "9"),
)
_GULL = (
    ("Block", "Gull House"),
    ("Flats", "50"),
    ("Flat doors failed", "11"),
    ("Share", "22%"),
    ("Shared doors failed", "4"),
)
_RENT = (
    ("Home", "Two-bedroom flat"),
    ("Weekly rent 2024/25", "£92.40"),
    ("Weekly rent 2025/26", "£94.90"),
    ("Rise", "2.7%"),
)
_PLAN = (
    ("Matter", "Contract for roofs"),
    ("Decision due", "16 June 2025"),
    ("Decision taker", "Cabinet"),
    ("Member", "Councillor Helena Marchbank"),
)
_STAFF = (("Agency", "Health"), ("Staffing costs (£)", "39,974"), ("In kind (£)", "4,200"))
_POLICE = (("Agency", "Police"), ("Staffing costs (£)", "12,100"), ("In kind (£)", "0"))
_TURN = (("Ward", "Harbour"), ("Turnout 2019", "38.9%"), ("Turnout 2023", "34.2%"))
_TREE = (
    ("Tree", "Oak"),
    ("Place", "Quay Road"),
    ("Work", "Fell"),
    ("By", "March 2025"),
    ("Cost", "£1,150"),
)
_BIKE = (("£m", "Cycle lanes"), ("2025/26", "0.25"), ("2026/27", "0.35"), ("Total", "0.6"))
_MOVE = (("Size", "Two bedrooms"), ("Weeks waited 2023/24", "31"), ("Weeks waited 2024/25", "26"))

_MONTH = (("Month", "May-22"), ("Red", "56"), ("Total", "79"))
_VIEWS = (
    ("Site", "Tern House"),
    ("Good", "24 (57%)"),
    ("Satisfactory", "15 (36%)"),
    ("Poor", "3 (7%)"),
)

ROWS: tuple[tuple[tuple[tuple[tuple[str, str], ...], ...], str, bool], ...] = (
    (
        (
            (("Partner", "Harbour Trust"), ("Grants", "5,000"), ("Total", "29,600")),
            (("Partner", "Ferry Trust"), ("Grants", "15,400"), ("Total", "55,400")),
        ),
        "Harbour Trust and Ferry Trust had 15,400 and 5,000 in grants.",
        False,
    ),
    (
        ((("Partner", "Ferry Trust"), ("Staffing costs", "39,900"), ("Total", "55,400")),),
        "For Ferry Trust, staffing costs were 39,900 and the total was 55,400.",
        True,
    ),
    (
        (
            (
                ("", "13"),
                ("Asked on", "24.03.22"),
                (
                    "Recommendation",
                    "That the panel look at the final draft of the plan for the boathouse at its meeting in June 2022",
                ),
                ("Target", "June 2022"),
            ),
        ),
        "For 13, the target was 24.03.22 and it was asked in June 2022.",
        False,
    ),
    (
        ((("Fees", "£5 and £10"), ("Paid by", "Visitors")),),
        "Visitors pay fees of £5 and £10.",
        True,
    ),
    ((_MONTH,), "In May 2022, 56 were red out of a total of 79.", True),
    ((_VIEWS,), "At Tern House 24 (57%) said good, 15 (36%) satisfactory and 3 (7%) poor.", True),
    ((_WARDS, _QUAY), "In closed cases Marram counts 112 and Quayside 90.", True),
    ((_MONTH,), "In May 2021, 56 were red.", False),
    ((_VIEWS,), "At Tern House 57% said satisfactory, 36% good and 7% poor.", False),
    ((_WARDS, _QUAY), "In closed cases Marram counts 90 and Quayside 112.", False),
    ((_WARDS,), "Marram has 35 open cases.", True),
    ((_WARDS,), "There are 112 closed cases in Marram.", True),
    ((_WARDS,), "Marram cost £480,000.", True),
    ((_WARDS,), "Marram's cost was £480k.", True),
    ((_WARDS,), "In Marram 35 cases are still open and 112 are closed.", True),
    ((_WARDS, _QUAY), "Marram has 35 open cases and Quayside 12.", True),
    ((_WARDS, _QUAY), "Quayside closed 90 cases, Marram 112.", True),
    ((_WARDS, _QUAY), "Quayside cost £75,000 against £480,000 for Marram.", True),
    ((_PUPILS,), "Ferryside has 420 pupils.", True),
    ((_PUPILS,), "At Ferryside 31.5% are on free meals.", True),
    ((_ACTION,), "Tom Lee is to report on empty homes by 3 June 2025.", True),
    ((_ACTION,), "The report on empty homes is still open; it's with Tom Lee.", True),
    ((_ACTION,), "The empty homes report is due on 03/06/2025.", True),
    ((_SPEND,), "Repairs took £1.5m in 2024/25.", True),
    ((_SPEND,), "The repairs fund was £1.2m in 2023-24 and £1.5m in 2024-25.", True),
    ((_SPEND,), "Spending on repairs rose from £1.2m in 2023/24 to £1.5m in 2024/25.", True),
    ((_WARDS,), "Marram has 112 open cases.", False),
    ((_WARDS,), "Marram has 35 closed cases.", False),
    ((_WARDS,), "Marram cost £480.", False),
    ((_WARDS, _QUAY), "Marram has 12 open cases.", False),
    ((_WARDS, _QUAY), "Quayside has 35 open cases and Marram 12.", False),
    ((_WARDS, _QUAY), "Quayside cost £480,000.", False),
    ((_PUPILS,), "Ferryside has 31.5 pupils.", False),
    ((_PUPILS,), "420% of Ferryside's pupils are on free meals.", False),
    ((_PUPILS,), "Oakfield has 420 pupils.", False),
    ((_ACTION,), "The report on empty homes is due on 3 July 2025.", False),
    ((_ACTION,), "Ann Rowe is to report on empty homes.", False),
    ((_SPEND,), "Repairs took £1.5m in 2023/24.", False),
    ((_SPEND,), "The repairs fund fell from £1.5m to £1.2m.", False),
    ((_DOORS,), "At Tern House 28 flat doors failed, out of 50 flats.", True),
    ((_DOORS,), "Tern House has 50 flats, and 28 of their doors did not pass.", True),
    ((_DOORS,), "Nine shared doors failed at Tern House.", True),
    ((_DOORS,), "56% of Tern House's flat doors failed.", True),
    ((_DOORS, _GULL), "Tern House had 28 failed flat doors, Gull House 11.", True),
    ((_DOORS, _GULL), "Gull House did better: 11 flat doors failed there, 28 at Tern House.", True),
    (
        (_DOORS, _GULL),
        "Both blocks have failures: 9 shared doors at Tern House, 4 at Gull House.",
        True,
    ),
    ((_GULL,), "Only 4 of Gull House's shared doors failed.", True),
    ((_GULL,), "In Gull House 22% of the flat doors fell short.", True),
    ((_GULL,), "Gull House: 11 flat doors need replacing.", True),
    ((_RENT,), "A two-bedroom flat goes up from £92.40 to £94.90 a week.", True),
    ((_RENT,), "Next year's rent for a two-bedroom flat is £94.90.", True),
    ((_RENT,), "You'd pay £94.90 a week for two bedrooms in 2025/26.", True),
    ((_RENT,), "At present a two-bedroom flat is £92.40 a week.", True),
    ((_RENT,), "The rise for a two-bedroom flat is 2.7%.", True),
    ((_PLAN,), "The cabinet is to decide on the roofs contract on 16 June 2025.", True),
    ((_PLAN,), "The roofs contract comes to Cabinet in June 2025.", True),
    ((_PLAN,), "Roofs: the decision is due on 16/06/2025, and Cllr Marchbank leads on it.", True),
    ((_PLAN,), "Councillor Marchbank is the member for the roofs contract.", True),
    ((_STAFF,), "Health puts in £39,974 for staff.", True),
    ((_STAFF,), "Health's share of staffing is £39,974, and it gives £4,200 in kind.", True),
    ((_STAFF, _POLICE), "Health pays more for staff (£39,974) than the police (£12,100).", True),
    ((_STAFF, _POLICE), "The police put £12,100 into staffing.", True),
    ((_STAFF, _POLICE), "In kind, Health gives £4,200 and the police nothing.", True),
    ((_TURN,), "Turnout in Harbour ward was 34.2%, down from 38.9% in 2019.", True),
    ((_TURN,), "34.2% voted in Harbour in 2023.", True),
    ((_TURN,), "In 2019 38.9% of Harbour turned out.", True),
    ((_TREE,), "The oak at Quay Road is to be felled by March 2025.", True),
    ((_TREE,), "Quay Road's oak comes down, at £1,150.", True),
    ((_TREE,), "Felling the Quay Road oak costs £1,150.", True),
    ((_BIKE,), "£0.6m is set aside for cycle lanes in all.", True),
    ((_BIKE,), "Cycle lanes get £250,000 in 2025/26.", True),
    ((_BIKE,), "For cycle lanes it is £0.25m in 2025/26 and £0.35m the year after.", True),
    ((_MOVE,), "Waits for a two-bedroom home fell from 31 to 26 weeks.", True),
    ((_MOVE,), "People now wait 26 weeks for a two-bedroom home.", True),
    ((_MOVE,), "In 2023/24 the wait for two bedrooms was 31 weeks.", True),
    ((_DOORS,), "At Tern House 9 flat doors failed.", False),
    ((_GULL,), "At Gull House 28 flat doors failed.", False),
    ((_RENT,), "A two-bedroom flat goes down from £94.90 to £92.40 a week.", False),
    ((_PLAN,), "The cabinet is to decide on the roofs contract on 16 July 2025.", False),
    ((_STAFF, _POLICE), "The police put £39,974 into staffing.", False),
    ((_TURN,), "Turnout in Harbour ward was 38.9% in 2023.", False),
    ((_BIKE,), "£0.6bn is set aside for cycle lanes in all.", False),
    ((_MOVE,), "People now wait 31 weeks for a two-bedroom home.", False),
)
"""(rows, claim, whether it is right): what a table says, and what it does not."""

NEVER: tuple[tuple[str, str], ...] = (
    (
        "It was agreed that the clerk write to the county asking that the lane be resurfaced.",
        "The lane was resurfaced.",
    ),
    ("It was agreed to consult on whether the barn be closed.", "The barn was closed."),
    ("Sent in May: the letters. No reply came.", "The letters were not sent in May."),
    ("Built in 1972, the barn has no lift.", "The barn was not built in 1972."),
    ("Sold subject to contract: the barn.", "The barn was rebuilt and sold."),
    (
        "The pool was closed in May.",
        "The pool will be closed in May.",
    ),
    (
        "It was resolved that the budget is to be increased.",
        "The budget was increased.",
    ),
    (
        "The officers' wish to sell the hall for £2m was noted.",
        "The hall is sold for £2m.",
    ),
    (
        "The meeting supported the plan.",
        "The Met supported the plan.",
    ),
    ("The group began over two years ago.", "The group began two years ago."),
    (
        "In the survey 57% were content and 36% were neutral.",
        "In the survey 36% were content and 57% were neutral.",
    ),
    (
        "Membership: Councillors Ash, Birch, Cole, Dunn and Frost.",
        "Councillor Birch is not on the membership list.",
    ),
    ("Most residents objected.", "Many residents came, and all residents objected."),
    ("Most tenants pay by card.", "Many tenants were asked, and tenants pay by card."),
    ("Four hundred and twelve homes were inspected.", "420 homes were inspected."),
    ("The pool opened on 3 May 2024.", "The minutes give no date for the opening of the pool."),
    (
        "Membership in May 2022: Councillors Ash, Birch, Cole, Dunn and Frost.",
        "Councillor Elm is not on the January 2021 membership list.",
    ),
    ("The report recommends closure of the pool.", "The report does not recommend closure."),
    (
        "Planning permission was given for the tower.",
        "Planning permission was not given for the tower.",
    ),
    (
        "Councillor Smith declared a conflict of interest, which was recorded.",
        "No conflicts of interest were recorded.",
    ),
    (
        "The libraries stay open until March.",
        "Nothing was settled because the Leader resigned in disgrace.",
    ),
    ("The plan covers Marram ward.", "The plan does not cover Marram ward"),
    (
        "The pool will not after all reopen in May.",
        "The pool will reopen in May, but the report gives no cost.",
    ),
    ("The report names Ada Marsh as the lead.", "The report does not name Ada Marsh as the lead."),
    ("The landlord owes the tenant £500.", "The tenant owes the landlord £500."),
    ("It is alleged that the contractor dumped waste.", "The contractor dumped waste."),
    ("Some members opposed the motion.", "Members opposed the motion."),
    ("The lifts are £2m over budget.", "The lifts cost £2m."),
    ("Blackpool ranked fourth in the table.", "Blackpool ranked second in the table."),
    ("The works take two years.", "The works take over two years."),
    ("Repairs take more than two weeks.", "Repairs take two weeks."),
    (
        "The library opens in May. The mayor decided to sell the site.",
        "The library opens in May, and no decision was taken by the mayor.",
    ),
    (
        "The works start in May, after a delay.",
        "The works start in May, but no reason was accepted for the delay.",
    ),
    (
        "The library opens in May.",
        "The library opens in May, with no time for Councillor Brown to object.",
    ),
    ("The library will cost £2m and opens in May.", "It does not say when the library opens."),
    (
        "There were 450 visitors. The budget table below is in £000: roads 20.",
        "The budget is £450,000.",
    ),
    ("The spend is £2m over budget.", "The spend is £2m."),
    ("Thornhythe was third in the county.", "Thornhythe was first in the county."),
    ("Ofsted inspected the school in 2023.", "Crime fell sharply across town during 2023."),
    ("The deadline is 3 May 2024.", "The report gives no deadline."),
    ("The price is £12.", "The report gives no price."),
    (
        "The deadline for replies is six weeks from publication.",
        "The report gives no deadline for replies.",
    ),
    ("The bridge will be rebuilt. The cost is £5m.", "The report gives no cost of the bridge."),
    ("Scheme: Bridge; Cost: £41,000", "The table does not give the cost of the bridge."),
    ("Scheme: Bridge; Deadline: Q3", "The table does not give a deadline for the bridge."),
    *(
        (
            "The review covers roads, parks, drains, and lighting in Marram.",
            claim,
        )
        for claim in (
            "Councillor Hale was not in favour of the motion presented by the Leader.",
            "The Chief Executive was not in breach of her duties to members.",
            "Thornhythe is not in need of significant investment.",
            "The £9m Thornhythe bridge is not on the list of schemes.",
            "Sir Thomas Oakley is not in prison at present.",
        )
    ),
    (
        "Present: Councillors Reed, Marsh, Pike, Dunn and Frost.",
        "Disgraced former leader Hale is not on the list of those attending.",
    ),
    ("In 2023 over 300 people objected.", "300 people objected in 2023."),
    ("By 2023 40% of homes were damp.", "By 2023 over 40% of homes were damp."),
    ("Item 7 over 50 residents spoke.", "50 residents spoke on item 7."),
    ("The tower will be rebuilt in 10 years.", "The tower is rebuilt over the next 10 years."),
    ("Pot: Reserves; Carried over: £5,000", "More than £5,000 was carried over in reserves."),
    (
        "Roads will get £4m and schools £6m.",
        "Schools will get £4m; roads will get £4m; and schools £6m.",
    ),
    ("Roads cost £4m and parks cost £1m.", "Parks and roads cost £4m and £1m."),
    ("Roads cost £4m. Parks cost £1m.", "Parks and roads cost £4m and £1m respectively."),
    ("TO NOTE the report on drains.", "The report on drains is by Councillor Thomas Oakley."),
    ("The matter was referred AS agreed.", "The matter was referred by Councillor Alan Smith."),
    ("The Leader of the Council, Reed, Marsh and Pike agreed.", "The LCR agreed."),
    ("Marram flooded in 18/19 homes.", "Marram flooded in 2018/19."),
    ("The works are due Mar-15.", "The works are due in March 2015."),
    ("The site has 30 plus homes.", "The site has 30 homes."),
    ("Marram's bridges will close.", "Every one of Marram's bridges will close."),
    (
        "Mrs Reed is to pay Mr Hale for the damage.",
        "Mr Hale is to reimburse Mrs Reed for the damage.",
    ),
    ("Repairs waited over the 10 weeks allowed.", "Repairs waited the 10 weeks allowed."),
    ("Arrears fell over the past 3 years.", "Arrears fell 3 years ago."),
    ("45% of men answered the survey.", "45% of women answered the survey."),
    ("The NHS pays for the centre.", "The Northern Housing Society pays for the centre."),
    (
        "Marram has 52 beds and Thornhythe has 35 beds.",
        "Of the 52 and 35 beds, the former are in Thornhythe and the latter in Marram.",
    ),
    ("Two of the three lifts are broken.", "The three lifts are broken."),
    ("Two out of five wardens resigned.", "Five wardens resigned."),
    ("Debt fell to £3m in 2022.", "Debt fell from £3m in 2022."),
    ("The number of empty homes fell from 120.", "The number of empty homes fell to 120."),
    ("Complaints fell over the last 3 years.", "Complaints fell 3 years ago."),
    ("Staff went over the 10 weeks allowed.", "Staff went for the 10 weeks allowed."),
    ("The lease ran for over 12 months.", "The lease ran for 12 months."),
    ("Peter asked about bins. Jones spoke of lamps.", "Peter Jones asked about bins."),
    (
        "The recommendation to close Marram House in 2024 will go to Cabinet.",
        "Cabinet will close Marram House in 2024.",
    ),
    (
        "Marram's plan and the Youth Club are in the report.",
        "Marram's Youth Club is in the report.",
    ),
    ("Between a third and half of homes are damp.", "A third of homes are damp."),
    ("It takes between, say, 5 and 10 days.", "It takes 10 days."),
    (
        "The work will end by Friday, the 5th of May.",
        "The work will end on Friday, the 5th of May.",
    ),
    ("The works start after Monday, the 5th of May.", "The works start by 5 May."),
    ("Inspectors go to the wards.", "Inspectors go one per ward."),
    ("An officer performs visits to the wards.", "Officers visit one per ward."),
    (
        "Repairs to the north-west roof will begin in May.",
        "The north-west roof has been repaired.",
    ),
    ("The fee is £350 +VAT.", "The fee is at least £350."),
)
"""(unit, claim): what the check once let pass, and must not."""

NEAR: tuple[tuple[str, str, str], ...] = (
    ("Members opposed the plan.", "30 Members were present.", "30 Members opposed the plan."),
    ("Labour members left.", "21 Labour and 9 Green members", "21 Labour members left."),
    ("Marram residents objected.", "14 Marram Road", "14 Marram residents objected."),
    ("The last option was approved.", "3. Options", "Option 3 was approved."),
    ("Schools were rated.", "4. Ratings", "Schools were rated grade 4."),
    ("Children sat the test.", "6. Education", "Children aged 6 sat the test."),
    ("A fee is charged for visits.", "50. Fees", "A fee is charged per 50 visits."),
    ("The grant was approved.", "Option 2: refuse.", "The grant was approved under option 2."),
    ("Mr Reed will chair the panel.", "The BBC attended.", "The BBC will chair the panel."),
    ("Councillor Reed left early.", "Present: Hale, Reed", "Councillor Hale left early."),
)
"""(unit, what else stands on its page, claim): what must not pass either."""
