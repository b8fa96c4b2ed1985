"""Words that practitioners use for the same thing.

A question says "county lines" where an answer says "running drugs for older lads"; a school
says "DSL", a health service "named nurse". Each entry below is one idea: a name, then the words
and phrases (three words at most) that point to it; lines that begin with spaces go on. The index
adds the idea itself to whatever the words already match, so two texts can meet without sharing
a word.

Rules for editing: write from the field's usage, never from one question; leave out words that
mean something else as often as not; a phrase beats a word. A word may stand for several ideas.
"""

from __future__ import annotations

LEXICON = """
criminal-exploitation: cce, county lines, county line, drug line, running drugs, running
    errands, debt bondage, in debt, drug debt, trap house, cuckooing, cuckooed, taken over,
    dealing, dealer, dealers, plugging, gang, elders, olders, groomed to sell, criminal
    exploitation, criminally exploited, runner
sexual-exploitation: cse, sexual exploitation, sexually exploited, older boyfriend, exploited
    girls, gifts, hotel, party house, hotspot address, sexual health, pimp
exploitation: exploitation, exploited, exploiting, exploiter, perpetrator, groomed, grooming,
    trafficked, trafficking, coerced
youth-violence: syv, serious youth violence, knife, knives, blade, stabbing, stabbed, machete,
    weapon, weapons, zombie knife, postcode war, gang, rivalry, rivals, feud, retaliation,
    fight, fights, violence reduction, group conflict, shooting
harmful-sexual-behaviour: hsb, harmful sexual behaviour, sexualised behaviour, problematic
    sexual behaviour, inappropriate touching, sexual touching, touched, abim, turn the page,
    brook traffic light, aim assessment, sexually abusive, sexually harmful
younger-children: primary, infants, juniors, reception, year four, y3, y4, y5, ks1, ks2,
    playground, lunchtime, eight year old, nine year old, young children, under tens
siblings: sibling, siblings, brother, sister, brothers, sisters, stepbrother, stepsister,
    cousin, cousins, same bedroom, one household, foster siblings
sharing-images: nudes, nude, image sharing, sexting, intimate images, indecent images, indecent,
    explicit, deepfake, deepfakes, ai generated, ai image, ai images, filmed, filming, footage,
    snapchat, screenshot, screenshots, upskirting, report remove, pictures, photos, nudify
online-grooming: online grooming, sextortion, roblox, discord, fortnite, gaming, gamer, live
    stream, livestream, streamer, dm, dms, chat room, server, app, apps, account, online
    contact, webcam, social media, instagram, tiktok, vpn, usernames
misogyny: misogyny, misogynist, misogynistic, manosphere, incel, incels,
    influencer, influencers, alpha, sexist, sexism, red pill
intimate-abuse: relationship abuse, teenage relationship, boyfriend, girlfriend, coercive
    control, controlling, ex partner, stalking, dating, jealous, checks her phone, abusive
    relationship, marac, idva, ypva, non molestation
domestic-abuse: domestic abuse, domestic violence, dv, marac, refuge, mum's partner, idva,
    parental violence, child to parent, adolescent to parent, capva, hits his mum, violent at
    home
sexual-harassment: sexual harassment, harassment, catcalling, groping, slut, slapping, bra
    strapping, rape jokes, rumours, everyone's invited, kcsie, sexual violence
school-culture: whole school, culture, assembly, assemblies, curriculum, pshe, rshe, rse,
    lessons, bystander, bystanders, upstander, student voice, tutor time, behaviour policy, form
    time
exclusion: exclusion, excluded, suspended, suspension, permanent exclusion, managed move, fair
    access, pru, alternative provision, ap, off rolling, off rolled, reintegration, isolation
    room, part time timetable, reduced timetable
missing-education: missing education, cme, ehe, home education, home educated, elective home,
    attendance, absence, absent, not in school, off roll, ebsa, school refuser, persistent
    absence, truancy
missing: missing, missing episodes, missing episode, return home, return interview, rhi,
    philomena, went missing, absconding, absconds, not home, curfew, run away, ran away
residential: residential, children's home, children's homes, care home, keyworker, key worker,
    ofsted, unregistered, semi independent, supported accommodation, placement, placements, out
    of area, carers, foster, fostering, lac, looked after, cla, secure
housing: housing, tenancy, tenant, tenants, landlord, eviction, evict, evicted, homeless,
    homelessness, estate, flat, flats, hostel, injunction, antisocial behaviour, antisocial,
    asb, neighbour, neighbours, rehouse, rehousing, move area, sofa surfing, southwark, bed
place: place assessment, location, locations, hotspot, hotspots, park, parks, stairwell,
    stairwells, stair, landing, roof, rooftop, garages, underpass, bandstand, skatepark, street,
    streets, town centre, shopping centre, high street, car park, alley, alleyway, lighting,
    lights, cctv, design, environmental, neighbourhood assessment, safety mapping, walkabout,
    site visit, context assessment, bushes, bench, benches, shelter
community-guardians: guardian, guardians, shopkeeper, shopkeepers, shop, shops, takeaway,
    takeaways, licensing, licensed, licence, licensee, night time economy, taxi, taxis, cab,
    barber, barbers, fast food, cafe, security guard, wardens, caretaker, door staff,
    businesses, kebab, pub, pubs, bar staff, trading standards
transport: transport, bus, buses, bus driver, driver, drivers, train, trains, rail, railway,
    station, stations, tram, underground, journey, travel, travelling, terminus, platform, bus
    station, school transport, minibus, btp
peer-mapping: peer mapping, peer map, peer group assessment, network map, sociogram, genogram,
    friendship, friendship group, friendships, friends, associates, links chart, who hangs
peer-work: peer group, friends, group work, groupwork, friendship group, mates, groups of boys,
    groups of girls
girls: girls, girl, young women, young woman, female, gender specific, gendered, her, women
boys: boys, boy, young men, young man, masculinity, lads, lad, male victims, men
race: race, racism, racist, racial, black, asian, adultification, adultified, ethnicity, ethnic,
    minoritised, disproportionality, disparity, stereotypes, stereotyped, stop and search,
    whiteness
disability: send, sen, senco, disability, disabled, autism, autistic, adhd, learning
    difficulties, learning disability, ehcp, special school, neurodivergent, neurodiverse,
    neurodiversity, ald, asn, makaton, wheelchair, intellectual disability
lgbtq: lgbtq, lgbt, gay, trans, transgender, bisexual, lesbian, queer, non binary, outed,
    outing, grindr, hook up app, coming out, gender identity
substance: substance, substances, drugs, alcohol, drinking, drunk, drink, cannabis, weed,
    ketamine, ket, nitrous, balloons, vape, vapes, vaping, thc, pills, xanax, pregabalin,
    cocaine, overdose, harm reduction, spice, drug service, collapsed
radicalisation: radicalisation, radicalised, prevent, channel panel, extremism, extremist,
    extreme right, far right, terrorism, incel
bullying: bullying, bullied, bully, bullies, cyberbullying, picked on, name calling, ostracised
trauma: trauma, traumatised, ptsd, traumatic, flashbacks, psychologist, psychology, camhs,
    therapeutic, therapy, therapist, formulation, dysregulated, nightmares, mental health,
    enhanced case management, trauma recovery, trauma informed, sequencing
health-settings: health, hospital, a and e, ed, emergency department, gp, gps, surgery, clinic,
    clinics, sexual health, midwife, health visitor, school nurse, nurse, nurses, nursing,
    family nurse, paediatrician, doctor, doctors, practice manager, pharmacy, pharmacist,
    patient, patients, primary care, gum, receptionist, receptionists, dental, dentist, nhs,
    ambulance, ward, named nurse, record access, contraception
clinical-records: records, record, notes, proxy access, nhs app, portal, coding, flag, alert,
    online access, redact
disclosure: disclosure, disclosed, disclose, disclosing, told a teacher, account, first account,
    interview, achieving best evidence, abe, victim, witness, intermediary
information-sharing: information sharing, share information, sharing information,
    confidentiality, confidential, consent, gdpr, data protection, dpia, intelligence, intel,
    lawful basis, minutes, dpo, isa, agreement, redacted, caldicott, partnership information, in
    confidence
meetings: meeting, meetings, strategy meeting, strategy discussion, conference, chair, chairing,
    chairs, agenda, panel, panels, mace, moace, quorate, quoracy, minutes, attendees, core
    group, child protection conference, multi agency, rota
thresholds: threshold, thresholds, section 47, section 17, s47, s17, front door, mash, referral,
    referrals, no further action, nfa, child protection plan, category, significant harm, early
    help, child in need
assessment: assessment, assessments, assess, assessing, single assessment, asset plus,
    assetplus, analysis, framework, chronology, assessor
profiling: profile, profiling, problem profile, analyst, analysts, analysis, data, dataset,
    patterns, trends, heat map, duplicates, spreadsheet, dashboard, intelligence
parents: parent, parents, mum, mums, mother, mothers, mam, dad, dads, father, fathers, ma, da,
    family, families, carers, nan, grandmother, parent group, parenting, kinship
participation: participation, young people's voice, voice, co design, co produced, co
    production, young researchers, youth forum, youth council, young advisors, consulted,
    consultation, feedback, film, comic, lived experience, advisory group, attend the meeting
justice: court, courts, magistrates, youth court, bench, crown court, trial, diversion, out of
    court, caution, cautions, convicted, charged, charging, bail, remand, sentence, sentencing,
    cps, prosecution, prosecutor, custody, yjs, yot, arrest, arrested, released under
    investigation, referral order, pre sentence, psr, conditions, appropriate adult, solicitor,
    exclusion zone, community resolution, outcome 21, outcome 22, deferred, procurator fiscal,
    youth conference
referral-mechanism: nrm, national referral mechanism, modern slavery, trafficking, trafficked,
    first responder, section 45, conclusive grounds, reasonable grounds, ictg, guardian, victim
    status, duty to notify
disruption: disruption, disrupt, abduction warning, cawn, chan, recovery order, closure order,
    injunction, sexual risk order, slavery risk order, partial closure, licence review, vehicle,
    reg plates, plates, registrations, enforcement, civil order, civil orders
transitions: transition, transitions, eighteen, adulthood, adult services, adult safeguarding,
    seventeen, care leaver, care leavers, turning eighteen, transitional, young adults, sixteen,
    adult social care
detached: detached, outreach, street work, street based, youth work, youth worker, youth
    workers, patrol, on the streets
out-of-school: out of school, youth club, supplementary school, tutor, tuition, dance school,
    academy, club, clubs, volunteers, volunteer, lado, trustee, trustees, camp, residential
    trip, position of trust
supervision: supervision, supervisor, reflective, burnout, exhausted, vicarious trauma,
    secondary trauma, debrief, staff wellbeing, wellbeing, cry, crying, sleep, team manager,
    newly qualified, asye, colleague, peer support, space to think
workforce: training, trainer, train, induction, workshop, slides, practitioners, workforce
governance: strategy, strategic, steering, partnership board, board, commissioning, commission,
    funding, funder, policy, governance, terms of reference, scrutiny, jtai, inspection,
    inspectors, review, terms
measuring: outcomes, measure, measures, measuring, measurement, evaluation, evaluate, evaluated,
    evidence base, impact, indicators, survey, what counts, kpi, performance
case-review: case review, serious case, learning review, rapid review, lcspr, cspr, serious
    incident, lessons learned
schools-role: dsl, ddsl, designated safeguarding, safeguarding lead, head, heads, headteacher,
    headteachers, pastoral, head of year, governor, governors, sixth form, college, pupil,
    pupils, student, students, teacher, teachers, classroom, year group, secondary
social-care-role: social worker, social workers, duty team, duty desk, children's services,
    children's social care, locality team, iro, sw, caseload, duty
police-role: police, officer, officers, sergeant, pc, pcso, neighbourhood team, constable,
    detective, cid, schools officer, response team, force, custody sergeant
welsh: welsh, wales, cymraeg, welsh medium, welsh language, wccis, senedd
scotland: scotland, scottish, children's hearing, reporter, getting it right, girfec, panel
    member, scra
northern-ireland: northern ireland, ni, trust gateway, paramilitary, paramilitaries, psni
rural: rural, village, villages, remote, small town, farm, farmers, young farmers, coastal,
    parish, parish council, everyone knows everyone, fields
language: language, interpreter, interpreters, translation, translated, english speaker,
    bilingual, speak english, first language
care-experience: care experienced, care leaver, looked after, in care, corporate parent
phone-tracking: tracking, tracker, location sharing, find my, snap map, airtag, stalkerware,
    logged in, passwords, password
money: debt, owes, owed, debts, money, cash, bank account, money mule, mule, squaring, payment
threats: threat, threats, threatened, intimidation, intimidated, retaliation, reprisals,
    frightened, scared, afraid, threat to life, osman
naming: label, labels, labelled, language, wording, words, victim blaming, lifestyle choice,
    named, naming
harmed-and-harming: mixed role, both victim, harmed and harming, victim and perpetrator, dual,
    alleged perpetrator, child who harmed
unaccompanied: unaccompanied, uasc, asylum, asylum seeker, asylum seeking, refugee, refugees,
    age assessment, age disputed, home office, vietnamese, albanian, sudanese, eritrean,
    kurdish, cannabis house, cannabis farm, nail bar, car wash, labour exploitation, forced
    labour
interpreting: interpreter, interpreters, bsl, sign language, signs, deaf, signer, talking mats,
    symbols, makaton
communication-needs: speech and language, communication needs, slt, salt, dld, developmental
    language, intermediary, intermediaries, non verbal, non speaking, without speech, understood
    the question
gypsy-roma-traveller: gypsy, gypsies, roma, traveller, travellers, grt, romany, traveller site
faith: faith, mosque, imam, church, churches, pastor, priest, vicar, gurdwara, synagogue,
    temple, chapel, madrassa, muslim, haredi, jewish, pentecostal, sikh, congregation, faith
    leaders
honour: forced marriage, honour, honour based, fgm
sport: sport, sports, sports club, football, rugby, netball, boxing, swimming, gymnastics,
    martial arts, coach, coaches, cadets, scouts, team mates, teammates, changing rooms, club
    welfare, tournament, grassroots
leisure: leisure, leisure centre, swimming pool, pool, lido, library, libraries, skatepark,
    bandstand, pavilion, changing village, lifeguard, open spaces, parks
hotels: hotel, hotels, b and b, guest house, night manager, caravan, caravan park, holiday park,
    airbnb, holiday let, holiday lets, short let, hostel
boarding: boarding, boarders, board, hostel, halls of residence, house parent, dormitory
islands: island, islands, ferry, crofting, highland, highlands
restorative: restorative, apology, apologise, sit down, mediation, mediator, face to face
compensation: compensation, criminal injuries, cica
cross-border: out of area, placing authority, host authority, host area, another authority,
    cross border, neighbouring authority, moved county, english council, over the border
bereavement: bereavement, bereaved, funeral, grief, grieving, died, killed, fatal, murdered,
    murder, death, after a stabbing
self-harm: self harm, self harming, suicidal, suicide, overdose
pre-birth: pregnant, pregnancy, pre birth, baby, unborn, young parents, young mum, midwife,
    midwives
further-education: college, fe, sixth form, apprentices, apprentice, apprenticeship, work
    placement, enrolment, learners
gang-lists: gang list, gang lists, matrix, gangs database, gang affiliated, gang nominal,
    nominals, retention, deletion, right to erasure, subject access
probation: probation, adult probation, young adult estate, resettlement, release, handover
body-maps: bruises, bruising, marks, injuries, injury, body map, body maps, paediatrician,
    medical examination
writing-about-children: case notes, case recording, recording, recordings, labels, lifestyle
    choice, streetwise, victim blaming, promiscuous, hard to engage, files
cost: costing, unit cost, unit costs, price, bid, funding, funder, commissioner, commissioners,
    grant, budget
mentors: mentor, mentors, mentoring, peer mentor, peer mentors, mvp, peer led
night-staff: night staff, night shift, nights, waking night, lone working
carrying: carrying, carries, possession, bladed article, knife arch, searching
friends-harmed: best friend, friends know, friend told, bystander, witnesses, witness
planned-fights: planned fights, arranged fight, disorder, interface, bonfire, bonfires, two
    estates, two towns, rival pupils, rival schools
vehicles: car, cars, registration, number plate, parked outside, lift, lifts, lift home
safety-planning: safety plan, safety planning, risk assessment, risk management plan,
    supervision plan, timetable, line of sight, toilets, corridors, corridor, changing rooms
"""
