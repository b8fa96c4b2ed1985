"""Words that say nothing about what a text is about.

``STOP_WORDS`` are never indexed. ``EVERYDAY_WORDS`` are: in a small collection they look rare
and so precious ("Friday", "rang", "lovely"), and would match by chance, so the index gives them
a small share of their weight. Both lists are plain English; no field's words are in them.
"""

from __future__ import annotations

_STOP = """
a an the and or but nor so yet if then than else when while where why how what which who whom
whose that this these those there here it its itself he him his himself she her hers herself
they them their theirs themselves we us our ours ourselves you your yours yourself yourselves i
me my mine myself one ones is am are was were be been being do does did doing done have has had
having will would shall should can could may might must ought of in on at by for with about
against between into through during before after above below to from up down out off over under
again further once all any both each few more most other others some such no not only own same
too very just also as because until since though although unless whether per via upon among
within without across along around behind beside besides beyond toward towards however therefore
thus hence moreover instead rather quite ever never always often sometimes now still already
even much many lot lots else every everyone everybody everything anyone anybody anything someone
somebody something nobody nothing none either neither another let lets im ive id ill youre
youve theyre theyve theyd weve wed were shes hes its thats theres whats whos isnt arent wasnt
werent dont doesnt didnt cant couldnt wont wouldnt shouldnt hasnt havent hadnt aint re ve ll
etc eg ie yes ok okay please thanks
"""

_EVERYDAY = """
able actual actually add again ago agree alone almost amount answer anyway apart arrive ask
asked asking attempt awful away back bad based became become been began begin begun believe
best better big bit bored both bring brings brought build built busy buy call called calling
calls came cannot care careful carry case cause certain chance change changed changes changing
choose clear clearly close closed come comes coming common complete considered correct correctly
count couple currently cut daily dark date day days deal decent decide decided depend describe
different difficult direct does done double doubt draw drive drop during early easily easy
effort eight eighteen eleven end ended ends enough entire especially essentially evening
eventually exact exactly example except exist expect explain extra extremely fact fairly fall
far fast feel feeling feels felt fifteen fifth fifty figure fill finally find finding fine
finish first five fix follow followed following follows forget form fortnight forty forward
found four fourth free frequent frequently fresh friday front full fully gave general generally
get gets getting girl give given gives giving glad go goes going gone good got great grateful
guess half hand hands happen happened happening happens happy hard hate hear heard hearing held
hello help helped helpful helping helps high hold honest honestly hope hoping hour hours huge
hundred idea ideas imagine important include included includes including inside interested
interesting involve involved issue job join keep keeping keeps kept kind knew know knowing
known knows lack large last late later latest lead learn learned learnt least leave leaving
left less life light like likely line list listen little live lives load local long longer look
looked looking looks lose lost lovely low made main make makes making manage matter maybe mean
meaning means meant mention mentioned mid middle mind minute minutes miss moment monday month
monthly months morning move moved moving name names near nearly necessary need needed needs new
next nice night nine noticed number numbers odd offer offered old older open opinion order
ordinary outside page paid pair part particular particularly past pay people perhaps person
piece place plain plan play point points poor possible possibly pretty previous previously
probably problem problems properly provide provided put puts putting question questions quick
quickly quiet ran rang reach read reading ready real really reason reasons received recent
recently remember replied reply report right ring rings room round run running runs sad said
sat saturday saw say saying says second seconds see seeing seem seemed seems seen send sense
sent separate september set sets setting seven seventy several short shorter should show showed
shown shows side simple simply single sit sits sitting situation six sixteen sixty size slow
slowly small smaller somehow somewhere soon sort sorted sorts spare speak specific spend spent
spoke spoken spread stand stands start started starting starts stay stayed step stick stop
stopped stops straight strange strong stuff suddenly suggest suggested suggestion suggestions
summer sunday suppose supposed sure table take taken takes taking talk talked talking tell
telling tells ten term terms thank thing things think thinking third thirteen thirty thought
thousand three thursday time times tired today together told tomorrow tonight took top total
touch tried tries true try trying tuesday turn turned turns twelve twenty twice two type
understand unsure use used useful uses using usual usually various version wait waiting walk
want wanted wanting wants wary way ways wednesday week weekend weekly weeks weird well went
whole willing winter wish wonder wondering word words work worked working works worried worry
worse worst worth write writing written wrong wrote year yearly years yesterday yet young
"""
STOP_WORDS = frozenset(_STOP.split())
EVERYDAY_WORDS = frozenset(_EVERYDAY.split())
