"""Bodies, statutes, tools and procedures of the United Kingdom, by the ideas of the lexicon.

A practitioner who names an order, a panel or a form speaks of what it is for. The same rules hold
as in ``lexicon.py``, whose names are used here: one idea to a line, phrases of three words at most,
written from what the field uses and never from one question.
"""

from __future__ import annotations

INSTITUTIONS = """
criminal-exploitation: gangmasters, debt bonded, going country, out trapping, bando, plugged,
    cuckoo, line holder, money laundering, drug runner, holding drugs, ncllc, nclcc,
    dedicated line, burner phone, burner phones, second phone, phone line, crop
sexual-exploitation: child sexual exploitation, grooming gang, house parties, sugar daddy,
    transactional sex, cse risk, sti, stis, unexplained gifts, older man, older men, older males,
    emergency contraception, barnardo's, seraf
exploitation: exploitation team, exploitation panel, exploitation screening, indicator tool,
    vulnerability tracker, complex safeguarding, contextual team, exploitation lead, debt bondage
youth-violence: vru, vrus, violence reduction unit, serious violence duty, knife crime, kcpo,
    offensive weapon, stab wounds, focused deterrence, navigator, navigators, street doctors,
    redthread, retaliatory, county rivalry, drill, drill music, affray, corrosive, acid attack
harmful-sexual-behaviour: aim3, hackett, hackett continuum, brook, lucy faithfull, stop it now,
    nspcc audit, sexual behaviours, peer on peer, child on child, peer abuse, sexual assault,
    assaulted sexually, rape, raped, upskirted, problematic sexual
younger-children: key stage one, key stage two, early years, nursery, year five, year six, y6, y2,
    primary school, primary schools, infant school, junior school, playtime, seven year old,
    ten year old, p5, p6, p7
sharing-images: ukcis, sharing nudes, semi nudes, sexual images, nude image, iwf, ceop, takedown,
    take it down, revenge porn, leaked, group chat images, telegram group, airdrop, csam,
    pornography, porn, undress app, cyberflashing, dick pic, dick pics, youth produced
online-grooming: ceop, thinkuknow, whatsapp, telegram, omegle, kik, minecraft, twitch, yubo,
    bereal, onlyfans, ofcom, online safety act, parental controls, screen time, algorithm,
    algorithms, wifi, filtering, monitoring software, group chat, group chats, vr, headset,
    chatbot, chatbots, avatar
misogyny: gender based violence, vawg, looksmaxxing, blackpill, pick up artist, toxic masculinity,
    male supremacy, white ribbon, sexist language, sexist jokes
intimate-abuse: teen relationship, young people's relationships, dating abuse, dating violence,
    yp idva, dash, dash checklist, restraining order, stalking protection, ex boyfriend,
    ex girlfriend, healthy relationships, love bombing, possessive, controlling boyfriend, dvpo
domestic-abuse: daca, domestic abuse act, operation encompass, dvdn, dvpn, safelives, women's aid,
    respect programme, perpetrator programme, coercive controlling, stepdad, stepfather, apva,
    parent abuse, break 4 change, post separation, non violent resistance, nvr, who's in charge
sexual-harassment: sexism in schools, ofsted review, harassed, inappropriate comments,
    sexualised comments, unwanted touching, up skirts, locker room, misconduct, beyond referrals
school-culture: estyn, etii, anti bullying week, school council, staff culture, corridor culture,
    ethos, school climate, behaviour hub, restorative school, pastoral system,
    personal development
exclusion: pupil referral unit, permanently excluded, fixed term, fixed period, exclude,
    excluding, governors panel, independent review panel, day six, section 19, tuition centre,
    eotas, off site direction, in year admission, internal exclusion, expelled,
    alternative provider
missing-education: education welfare, ewo, attendance order, fixed penalty, severely absent, hme,
    not on roll, school anxiety, non attendance, not attending, out of education, deregistered,
    deregister, missing from education, children's missing, neet, registers, unregistered school
missing: missing persons, misper, mispers, missing person, absent without, herbert protocol,
    independent return, return home interviews, missing panel, trigger plan, missing from care,
    repeat missing, overnight, awol, grab pack, unauthorised absence
residential: registered manager, children's residential, therapeutic placement, fostering agency,
    ifa, supported lodgings, semi independence, deprivation of liberty, dols,
    secure children's home, welfare secure, placement breakdown, placement move, regulation 44,
    reg 44, iro, house rules, welfare checks, staying put, quality standards
housing: housing association, registered provider, social landlord, rsl, housing officer,
    tenancy sustainment, arrears, section 21, hmo, hmos, temporary accommodation,
    homelessness reduction, southwark judgment, duty to refer, care leaver tenancy,
    anti social behaviour, abc, cbo, community protection notice, nihe, wardens, concierge,
    lettings, bailiff
place: neighbourhood, location assessment, locality assessment, hot spot, hot spots,
    problem location, environmental visual audit, safety map, heat maps, secured by design,
    crime prevention design, architectural liaison, pspo, dispersal, dispersal order,
    dispersal powers, retail park, canal, towpath, subway, playing fields, woods, woodland,
    mcdonalds, food court, graveyard, derelict, abandoned building, arcade, precinct, marketplace,
    green space
community-guardians: street pastors, town centre manager, night manager, security staff,
    supermarket, premises licence, late night, newsagent, corner shop, vape shop, vape shops,
    taxi licensing, taxi driver, taxi drivers, private hire, hairdresser, see say,
    residents association, tenants association, neighbourhood watch, ask for angela,
    operation makesafe, hotel watch, community champions, delivery drivers, bystander intervention
transport: british transport police, tfl, railway police, conductor, ticket inspector,
    train station, interchange, school bus, school buses, contract buses, coach station,
    passenger assistant, bus company, bus companies, school run, revenue staff, ferries
peer-mapping: mapping meeting, peer groups assessment, peer association, social network analysis,
    network mapping, ecomap, mapping exercise, known associates, friendship map, group mapping
peer-work: group conference, group conferencing, family group conference, peer support,
    friendship work, positive peers, peer influence, peer pressure, gangs of friends, safe peers
girls: girls group, girl gang, gang associated girls, women only, gender responsive,
    female workers, periods, agenda alliance, young mothers
boys: brothers keeper, boys group, young male, males, male worker, male workers, role model,
    role models, fatherhood
race: antiracist, anti racist, anti racism, over policed, overpolicing, strip search,
    ethnic minority, global majority, islamophobia, antisemitism, cultural competence,
    cultural humility, interpreter bias, racialised, adultify, adultifying, refugee background,
    colour blind, caribbean, somali, pakistani, bangladeshi
disability: send code, sendco, sencos, additional learning needs, aln, alnco,
    additional support needs, idp, autism, asperger, fasd, foetal alcohol, learning disabilities,
    ld, ehc plan, sensory, masking, pda, tourettes, dyspraxia, mild learning, cognitive,
    visual impairment, hearing impairment, mencap, ambitious about autism, transition plan
lgbtq: lgbtqi, lgbt+, lgbtqia, same sex, homophobic, homophobia, transphobia, transphobic,
    biphobia, pronouns, deadname, conversion practices, pride, akt, albert kennedy, stonewall,
    mermaids, coming out, hook up apps, chemsex, closeted
substance: addiction, dependence, dependency, edibles, codeine, mdma, ecstasy, crack, heroin,
    snus, laughing gas, nitrous oxide, benzodiazepines, benzos, psychoactive, naloxone,
    intoxicated, drugs worker, substance worker, young people's drug, drug testing, thc vapes,
    spiked, spiking, drink spiking, needle, county drugs
radicalisation: extremists, terrorist, incels, ideology, prevent duty, prevent referral,
    counter terrorism, ctp, nihilistic violence, school shooting, mixed unclear, neo nazi,
    islamist, 764, com network
bullying: bullied, cyber bullying, kidscape, anti bullying, isolated by, excluded by friends,
    hate incident, hate crime, initiation, hazing, banter
trauma: aces, adverse childhood, attachment, complex trauma, emdr, tf cbt, trauma focused,
    window of tolerance, psychiatrist, crisis team, tier four, inpatient, eating disorder,
    anxiety, depression, wellbeing practitioner, mhst, counselling, counsellor,
    educational psychologist, ptsd, dyadic, hypervigilant, dissociation, dissociate, grounding
health-settings: icb, integrated care, safeguarding nurse, designated nurse, designated doctor,
    named doctor, named gp, sarc, sexual assault referral, cp is, cp-is, walk in centre,
    minor injuries, triage nurse, a&e, urgent care, looked after nurse, lac nurse, school nursing,
    0 to 19, hv, health assessment, iha, sexual health clinic, gum clinic, camhs nurse, paramedic,
    paramedics, maxillofacial, health passport, practice nurse, 111, consultant paediatrician
clinical-records: emis, systmone, system one, summary care record, snomed, read code,
    safeguarding code, subject access request, sar, medical records, record keeping, redaction,
    discharge letter
disclosure: disclosures, abe interview, achieving best, registered intermediary, special measures,
    pre recorded, video interview, retracted, retraction, evidential, credibility, believed,
    not believed, told somebody, first disclosure, joint investigation
information-sharing: sharing agreement, working together, public interest, vital interests,
    gillick, fraser, fraser guidelines, competence, duty of confidentiality, ico,
    information commissioner, foi, data controller, special category, proportionate,
    seven golden rules, third party information, sanitised, sanitise, duty of candour,
    legitimate interests, privacy notice
meetings: macsp, cpc, icpc, rcpc, review conference, mapping panel, merge panel, mtcg, mvpp,
    mace panel, daily briefing, tasking, action plan, invite list, decision maker, strat,
    strategy meetings, professionals meeting, team around, taf, tac, context conference,
    locality conference, multiagency
thresholds: threshold document, continuum of need, level three, level four, step down, step up,
    initial contact, mars, marf, mash referral, duty social worker, extra familial, extrafamilial,
    efh, eft, risk outside, outside the home, children act 1989, children act,
    child protection plan, cpp, cin, cin plan, child protection register, reasonable cause,
    case closed, screened out, family court, beyond parental control, care proceedings, care order
assessment: cfa, child and family, c and f, genograms, risk matrix, risk tool, checklist,
    checklists, screening tool, strengths based, signs of safety, ecological, three houses,
    wishes and feelings, analysis section, formulations, graded care, professional judgement,
    structured judgement, protective factors, weighting
profiling: strategic assessment, jsna, intelligence report, intel report, intel reports,
    community intelligence, analyst's, crime data, network analysis, partnership data, dashboards,
    hotspot map, cohort, top ten, scoring, vulnerability score, algorithmic
parents: paces, ivison trust, parent carer, parents group, carer, grandparent, grandparents,
    grandad, aunt, aunties, uncle, stepmum, parental, parents' evening, parents blamed,
    safe parenting, parent liaison, nans, kinship carer, special guardian, sgo, father figure,
    parent peer
participation: co designed, coproduction, codesign, young people led, youth led,
    young commissioners, peer researcher, peer researchers, lundy, lundy model, rights of child,
    uncrc, article 12, advocacy, advocate, advocates, youth parliament, cicc, photovoice,
    creative methods, vouchers, incentives, payment for young, experts by experience
justice: youth justice board, yjb, hmip, referral order panel, yro, dto, iss, tagged, curfew tag,
    electronic monitoring, caution plus, youth caution, conditional caution, no comment,
    voluntary interview, bail conditions, remanded, yoi, feltham, section 20, acquitted,
    not guilty, jury, joint enterprise, pwits, intent to supply, drug trafficking offence,
    crown prosecution, defence solicitor, section 45 defence, statutory defence,
    sentencing council, turnaround, children first, child first, magistrate, judge,
    knife crime prevention
referral-mechanism: single competent authority, ieca, iecas, devolved decision, nrm referral,
    nrm decision, negative decision, reconsideration, slavery, human trafficking,
    independent guardian, independent guardians, trafficking advocate, modern day slavery,
    duty to refer, salvation army, mscu, section 52
disruption: disruption toolkit, disruption plan, disrupting, caw, cawns, child abduction notice,
    shpo, srsp, sexual harm prevention, stpo, strpo, gang injunction, non association,
    licensing powers, environmental health, trading standards, cpn, cpw, premises closure,
    harbouring, harbouring notice, inherent jurisdiction, wardship, forfeiture, vehicle seizure,
    anpr, test purchase, pspo, mappa, offender management, iom
transitions: transitional safeguarding, care act, section 42, adult safeguarding board,
    move to adult, after eighteen, nineteen, twenty one, 16 to 25, 18 to 25, personal adviser,
    pathway plan, leaving care, adult mental health, adult services threshold, mental capacity,
    mca, capacity act, eighteenth birthday, about to turn, young adult
detached: street work, detached team, detached work, outreach work, youth bus, mobile unit,
    estate based, park work, meet them where, relationship based, nya, national youth agency, jnc,
    football cage, drop in, youth centre, youth provision, open access
out-of-school: uniformed group, scout leader, brownies, guides, duke of edinburgh, dance class,
    music lessons, martial arts club, private tutor, holiday club, holiday camp, haf,
    after school club, boys' brigade, code of conduct, safer recruitment, dbs, welfare officer,
    stage school, charity commission, theatre group
supervision: reflective practice, reflective supervision, group supervision, clinical supervision,
    moral injury, compassion fatigue, emotional labour, team debrief, schwartz, schwartz rounds,
    case discussion, sickness absence, burnt out, resilience, consultant practitioner,
    practice educator, psychological safety
workforce: cpd, training day, inset, inset day, twilight, e learning, train the trainer,
    learning needs, champions, champion, case studies, social work england, competency,
    lunch and learn
governance: lscp, lscb, scp, scps, safeguarding children partnership, safeguarding partners, csp,
    community safety partnership, police and crime, pcc, cssiw, rqia, hmicfrs, cqc, ofsted, ilacs,
    joint inspection, delegated authority, accountability, lead member, scrutiny committee,
    subgroup, sub group, business plan, mou, protocol, practice standards,
    contextual safeguarding strategy, serious violence strategy
measuring: baseline, distance travelled, theory of change, logic model, outcome measure,
    outcome measures, sdq, outcomes star, counterfactual, randomised, rct, yef, youth endowment,
    what works, performance framework, data return, kpis, quality assurance, audit, audits,
    dip sample, case file audit, scorecard
case-review: csppr, cspr, lcspr, local child safeguarding, national panel,
    domestic homicide review, dhr, child practice review, cpr, significant case review,
    sudden death, cdop, learning lessons, rapid reviews, thematic review,
    offensive weapons homicide, owhr
schools-role: pastoral lead, deputy head, assistant head, year leader, safeguarding team, ddsls,
    academy trust, multi academy, lsa, teaching assistant, cpoms, myconcern, school counsellor,
    safeguarding governor, inclusion manager, sixth former, learning mentor, form tutor
social-care-role: social care, allocated worker, allocated social worker, practice lead,
    practice manager, group manager, head of service, dcs, service manager, advanced practitioner,
    edt, emergency duty, adolescent team, edge of care, family support worker,
    contextual practitioner
police-role: neighbourhood policing, exploitation unit, met police, metropolitan police,
    force area, safer schools, soit, inspector, superintendent, pvp, ppu, cait, missing unit,
    response officers, intel officer, single point, spoc, custody suite, body worn
welsh: gwent, powys, gwynedd, estyn, wales safeguarding procedures, wellbeing act,
    social services and, regional safeguarding board, ciw, hiw, eisteddfod, welsh government,
    all wales
scotland: police scotland, children's reporter, children's panel, compulsory supervision order,
    cso, child's plan, named person, care inspectorate, social work scotland, cycj, ird,
    referral discussion, whole system approach, the promise, hearings system, education scotland,
    procurator
northern-ireland: hsct, health and social, sbni, pbni, gateway team, eani, education authority,
    youth justice agency, understanding the needs, unocini, belfast, derry, stormont, justice act,
    paramilitary style, punishment attack, punishment beating, tackling paramilitarism, loyalist,
    republican, interface area
money: squares account, bank accounts, crypto, cash app, cashapp, gambling, loan, loans,
    loan shark, repay, pay back, bitcoin, money muling, paying off
threats: threat to kill, threats to kill, threats to family, windows smashed, petrol, kidnap,
    kidnapped, abducted, hostage, relocation, relocate, emergency move, move them away,
    witness protection, osman warning
naming: victim blame, risky behaviour, putting themselves, placing themselves, choosing to,
    appropriate language, language matters, language guide, terminology, promiscuity, streetwise,
    complicit
harmed-and-harming: perpetrating, victim offender, offender and victim, victim or offender,
    recruiter, recruiting others, recruits others, culpability, both sides, duality
unaccompanied: uasc team, merton, merton compliant, national transfer, nts, asylum hotel,
    hotel children, right to remain, leave to remain, immigration solicitor, immigration, visa,
    deport, deported, family reunion, refugee council, dubs, small boat, lorry, smuggler,
    smugglers, smuggled, afghan, iraqi, iranian, ethiopian, ukrainian
communication-needs: salt assessment, language disorder, selective mutism, aac, pictures to,
    plain english, easy read, widgit, social stories, comic strip, slow processing,
    communication passport
faith: religious, religion, mosques, muslim families, christian, hindu, buddhist,
    spirit possession, witchcraft, exorcism, sunday school, youth pastor, thirtyone eight,
    supplementary, yeshiva
honour: forced marriages, fmu, forced marriage protection, fmpo, izzat, shame on, family honour,
    hba, dishonour, karma nirvana
sport: cpsu, national governing body, ngb, club welfare officer, athletes, athlete, gym club,
    academy player, midnight football, rugby club, football club, coaches, county sports, hockey,
    cricket, boxing club, boxing gym, sporting, dressing room
boarding: boarding school, boarding house, matron, houseparent, residential school, dorm, dorms
rural: market town, seaside, seaside town, isolated community, rurality, no buses, valley,
    valleys, countryside, village hall, county force, coast
restorative: restorative justice, restorative approach, restorative meeting, mediated, rj,
    victim awareness, conflict resolution, reconcile, reconciliation
cross-border: other local authority, home authority, neighbouring boroughs, two boroughs,
    three counties, cross boundary, receiving authority, originating authority,
    responsible authority, host force, importing, exporting, county boundary
bereavement: homicide, after a murder, child bereavement, winston's wish, memorial, memorials,
    shrine, vigil, tributes, critical incident, postvention, anniversary, victim support homicide
self-harm: papyrus, suicidality, overdoses, ligature, cutting herself, cutting himself,
    cuts himself, cuts herself, safety plans, harm to self
pre-birth: teenage parent, teenage mother, teenage pregnancy, fnp, unborn baby, young dad,
    young fathers, termination, abortion, newborn, mother and baby
further-education: fe college, colleges, sixth form college, vocational, t level, btec,
    traineeship, work experience, employer, campus, study programme, post 16, university, halls,
    student union
gang-lists: gvm, violence matrix, gangs matrix, dvo, gang flag, flagged, flags, nominal list,
    rag rating, rag rated, scored list, police list, remove name, deleted from
probation: nps, young offenders institution, prison, prisons, release on licence,
    licence conditions, approved premises, mappa, offender manager, through the gate,
    adult custody, custodial
mentors: mentored, mentee, lived experience mentor, credible messenger, credible messengers,
    befriender, befriending, one to one, mentors in violence, peer education, peer educators
carrying: knife in school, carries a knife, carrying a knife, knife carrying, bladed, wand,
    wanding, search wand, search arch, screening and searching, knife bin, amnesty
safety-planning: risk plan, rsmp, pupil safety plan, individual support plan, supervision at,
    unstructured times, split site, timetabled, separate timetables, proximity, escort, escorts,
    risk management, safety plans, contingency
body-maps: cp medical, child protection medical, photograph injuries, unexplained injuries, scar,
    scars, burn, burns, bite, bites, forensic, forensic medical
compensation: victims code, victim's right, right to review, victim personal statement,
    criminal compensation
writing-about-children: chronologies, case summary, life story, read their file,
    reading their file, access to records, adult reading, jargon
cost: value for money, cost benefit, savings, cost avoidance, invest to save, bids, grant funding,
    commissioned, tender, tendering, specification, contract, evaluation budget
"""
