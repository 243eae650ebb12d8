"""Words of English news that say what a capitalised name beside them is. Compared case-folded and without a final
dot."""

HONORIFICS = frozenset(
    "mr mrs ms miss mx dr sir madam dame lord lady sheikh sheik shaykh imam ayatollah mullah maulana hajj haji pope "
    "father sister brother rabbi rev reverend archbishop bishop cardinal pastor king queen prince princess emir "
    "emperor sultan duke duchess earl baron baroness count countess president chancellor premier sen senator rep gov "
    "governor gen general lt lieutenant col colonel maj major capt captain sgt sergeant cpl corporal pvt adm admiral "
    "cmdr commander marshal brig brigadier prof professor judge justice congressman congresswoman congressmember "
    "councilman councilwoman councillor councilor mayor alderman assemblyman assemblywoman lawmaker ambassador "
    "detective inspector constable sheriff secretary minister coach tsar herr frau monsieur madame señor señora don "
    "doña".split()
)
"""Words that stand before a name and are not part of it; a capitalised word after one of them is a person."""

ROLES = frozenset(
    "vice deputy acting interim former ex late prime foreign interior defence defense finance justice health "
    "education home economy energy trade culture environment labour labor transport agriculture oil information "
    "tourism sports petroleum expatriates affairs and assistant associate senior chief general attorney first second "
    "lady crown grand supreme leader head chairman chairwoman chair chairperson director executive managing ceo cfo "
    "coo cto spokesman spokeswoman spokesperson envoy special representative commissioner speaker whip majority "
    "minority officer official analyst economist editor reporter correspondent author actor actress singer striker "
    "goalkeeper midfielder defender manager captain co-founder founder activist lawyer attorney solicitor prosecutor "
    "police superintendent trooper agent deputy lieutenant state staff army navy air force royal highness majesty "
    "excellency his her hon honourable honorable undersecretary secretary-general minister-designate counterpart "
    "colleague president-elect candidate veteran mp mep pilot doctor nurse teacher student resident farmer driver "
    "artist director rapper comedian filmmaker producer writer novelist poet historian scientist researcher "
    "engineer".split()
)
"""Words of offices and professions; before a name they are not part of it and are weaker signs of a person."""

PARTICLES = frozenset(
    "al el ul bin ibn bint ben abu abd umm de del della di da das do dos du des la le las los van von der den ter "
    "ten zu zur y e af av of ó ní uí nic mac ua".split()
) - {"of", "e"}
"""Lower-case words inside a person's name."""

ARTICLE_PARTICLES = (
    "al-",
    "el-",
    "ad-",
    "ar-",
    "as-",
    "at-",
    "az-",
    "an-",
    "ash-",
    "ul-",
    "as-",
    "d'",
    "d’",
    "l'",
    "o'",
)
"""Particles that are joined to the word after them."""

SPEECH = frozenset(
    "said says say told tells added adds warned stressed noted argued explained wrote tweeted insisted replied "
    "announced reiterated recalled denied acknowledged admitted claimed predicted joked testified quipped remarked "
    "asserted emphasized emphasised urged vowed met smiled laughed died wept".split()
)
"""Verbs that mostly people do."""

ORGANIZATION_HEADS = frozenset(
    "ministry department party union council committee commission agency authority association federation organization "
    "organisation university college school institute institution academy company corporation corp inc ltd llc llp "
    "plc gmbh ag sa spa nv bv oy ab asa group holdings holding bank fund foundation trust society league club team "
    "office bureau board court tribunal parliament senate congress assembly duma knesset bundestag army navy force "
    "forces police guard guards corps brigade brigades command front movement coalition alliance network center "
    "centre hospital church times post news journal gazette herald tribune telegraph guardian observer press agency "
    "radio television tv media magazine newspaper airlines airways motors industries systems technologies technology "
    "partners services service solutions laboratories labs pharmaceuticals international energy capital investments "
    "securities insurance fc afc united city rovers wanderers government administration house summit forum "
    "conference watch initiative campaign project program programme museum studio studios records entertainment "
    "pictures research foods stores markets exchange chamber confederation conservancy consortium ventures "
    "consulting consultancy laboratory observatory forums theatre theater orchestra choir gallery library stadium "
    "arena airport islands avenue county district province village mosque cathedral castle dam battery barrage camp "
    "festival awards award prize cup championship championships championship open olympics games act law code treaty "
    "accord agreement project hotel restaurant cabinet militia brotherhood workers democrats republicans "
    "conservatives greens".split()
)
"""Last or first words of organisations' names: no person's name has one of them at its end."""

ALSO_SURNAMES = frozenset(
    "church house post guard bank court times park hall lake young fox law cup camp castle city dam league".split()
)
"""Such words that follow a given name as a surname too."""

GIVEN_STATES = frozenset("Chad Jordan Georgia Israel Kenya India".split())
"""States' names that people bear as given names: where the model sees a person, they are no state."""

ARMED_HEADS = frozenset(
    "militia militias brigade brigades mujahideen mujahedin guerrillas guerillas insurgents".split()
)
"""Last words that make an organisation an armed group."""

ARMED_CONTEXT = (
    "militants militant fighters insurgents rebels rebel guerrillas gunmen jihadists jihadist extremists militia "
    "militiamen mercenaries"
).split()
"""Words right after an organisation's name that make it an armed group ("... militants", "... militant group")."""

CORPORATE_TAILS = frozenset(
    "inc corp corporation co company ltd limited llc plc group holdings holding ag sa gmbh nv".split()
)

NOT_ORGANIZATIONS = frozenset(
    "covid covid-19 coronavirus tv gdp ceo cfo pm ai it dna rna hiv aids id us$ gmt est edt pst bst utc ufo suv atm "
    "pdf app faq internet web bible koran quran qur'an ramadan easter christmas islam christianity judaism am ok vat "
    "lol omg fyi rip lgbt lgbtq lgbtq+ constitution treaty agreement act bill resolution dollar euro mpox ebola sars "
    "wi-fi wifi ipo esg phd mba bbq god allah sunni shia shiite state government parliament opposition cabinet earth "
    "brexit icu rto ied ieds vbied uav uavs mri hr hq ev evs gps usb led lng lpg pcr ngo ngos mp mps dj mc mvp r&d pr "
    "sms sim atm atms hqs bc ad ac dc y2k nft nfts dui ptsd adhd ivf std stds cctv sos vip vips phd llb bsc msc "
    "blackness nostalgia christian christians muslim muslims jewish jews hindu hindus buddhist buddhists catholic "
    "catholics sunnis shias shiites arab arabs kurd kurds kurdish asian asians african africans european europeans "
    "black blacks white whites latino latinos hispanic hispanics indigenous democrat democrats republican "
    "republicans english spanish french arabic mandarin swahili earth moon mars sun".split()
)
"""Capitalised words that the model likes to take for organisations."""

NOT_PERSONS = frozenset(
    "twitter facebook instagram tiktok youtube whatsapp telegram snapchat reddit linkedin skype google netflix "
    "latinos latinas spotify photo image video getty reuters question answer read click share email subscribe covid "
    "covid-19 islam "
    "christmas easter ramadan eid hanukkah diwali thanksgiving halloween allah god bible quran koran".split()
)
"""Capitalised words that the model likes to take for persons."""

SHIPS = frozenset("USS HMS HMAS HMCS INS USNS RMS SS MV FS ROKS BRP USCGC".split())
"""Letters before a ship's name."""

PERSONAL_RULE = frozenset("regime administration presidency".split())
"""Nouns that follow a ruler's name: "the Duvalier regime"."""

POSSESSIVE_BRANDS = frozenset(
    "McDonald's Macy's Moody's Kohl's Lloyd's Sainsbury's Wendy's Sotheby's Christie's Levi's Denny's Domino's "
    "Lowe's Arby's Kellogg's Harrod's Trader Joe's Dick's Hardee's Carl's".split()
)
"""Names whose final 's is their own."""

CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday spring summer autumn winter today yesterday tomorrow".split()
)

SENTENCE_WORDS = frozenset(
    "the a an this that these those he she it they we i you his her its their our my your in on at by for from with "
    "as but and or if when while after before since although though however meanwhile also there here what who why "
    "how where which not no yes near amid despite until under over between among against during through without "
    "within across around behind because unless once whether asked according like unlike besides meet dear thank "
    "hello yes ok see read watch listen one two three some many most all both each more another other such so then "
    "now still even only just according".split()
)
"""Words that are capitalised because a sentence begins with them."""


def plain(word: str) -> str:
    """`word` as these tables have it: case-folded, without dots and punctuation at its edges."""
    return word.strip(".,;:!?()[]\"“”‘’'").casefold()


KIN = frozenset(
    "wife husband son daughter brother sister mother father mom mum dad parents grandmother grandfather aunt uncle "
    "cousin nephew niece partner boyfriend girlfriend fiance fiancé fiancee fiancée friend neighbour neighbor twin "
    "stepson stepdaughter widow ex-wife ex-husband son-in-law daughter-in-law mother-in-law father-in-law "
    "brother-in-law sister-in-law grandson granddaughter".split()
)
"""Words for someone's people; a name right after one of them is a person's."""

PEOPLE = frozenset(
    "singer songwriter singer-songwriter rapper dj musician guitarist drummer pianist composer conductor dancer "
    "choreographer actor actress comedian comic presenter host broadcaster anchor journalist reporter correspondent "
    "columnist blogger vlogger youtuber influencer photographer cameraman filmmaker director screenwriter playwright "
    "novelist poet author writer artist painter sculptor designer architect model chef academic professor lecturer "
    "scientist researcher historian economist sociologist anthropologist archaeologist biologist physicist chemist "
    "geologist psychologist psychiatrist epidemiologist virologist doctor physician surgeon nurse midwife pharmacist "
    "teacher headteacher principal student pupil graduate lawyer attorney solicitor barrister prosecutor judge "
    "magistrate activist campaigner dissident organizer organiser volunteer lawmaker legislator politician senator "
    "congressman congresswoman mp candidate councillor councilman mayor governor minister diplomat ambassador envoy "
    "official bureaucrat spokesman spokeswoman spokesperson analyst expert consultant businessman businesswoman "
    "entrepreneur tycoon billionaire millionaire magnate banker trader investor owner founder co-founder executive "
    "ceo chairman chairwoman chairperson manager employee worker farmer fisherman shopkeeper vendor driver pilot "
    "sailor soldier officer sergeant captain commander general colonel policeman policewoman detective inspector "
    "firefighter paramedic guard priest bishop imam cleric pastor monk nun rabbi preacher footballer player striker "
    "forward midfielder defender goalkeeper winger captain skipper coach batsman bowler cricketer boxer wrestler "
    "runner sprinter swimmer cyclist golfer racer skier gymnast athlete champion medalist medallist quarterback "
    "pitcher guard center teammate opponent rival victim suspect defendant inmate prisoner detainee fugitive hostage "
    "survivor witness resident villager refugee migrant asylum-seeker man woman boy girl teenager toddler baby "
    "veteran pensioner housewife widow leader chief elder king queen prince princess sheikh emir president premier "
    "chancellor dictator militant commander gunman attacker bomber assassin counterpart colleague successor "
    "predecessor star legend native astronaut engineer technician mechanic electrician carpenter".split()
)
"""Nouns for people; in lower case right before a name they say that it is a person's."""

OFFICES = frozenset("head director secretary leader chair deputy".split())
"""Further words of offices that describe a person after a comma."""

LOCATIVES = frozenset("in near outside inside across throughout around northern southern eastern western".split())
"""Words after which a lone name is a place's rather than a person's."""

PLACE_NOUNS = frozenset(
    "town city village district province region suburb capital county municipality neighbourhood neighborhood island "
    "islands port coast river valley mountains desert governorate prefecture state township settlement camp area "
    "border airport street road avenue boulevard square bridge hamlet oasis peninsula gulf bay lake sea strait "
    "outskirts vicinity north south east west commune canton oblast blvd ave".split()
)
"""Kinds of places: "the town of X", "X province"."""

ORGANIZATION_NOUNS = frozenset(
    "company firm corporation conglomerate group organisation organization party charity agency newspaper daily "
    "weekly magazine website outlet broadcaster channel station network bank airline carrier club team side union "
    "federation association retailer supermarket chain maker manufacturer carmaker automaker producer startup "
    "start-up label brand publisher platform coalition alliance movement militia university institute institution "
    "think-tank consultancy provider operator developer giant nonprofit non-profit ngo foundation lender insurer "
    "utility miner drugmaker contractor subsidiary watchdog regulator ministry department council committee "
    "commission court cartel gang syndicate band".split()
)
"""Kinds of organisations: "the broadcaster X", "X, a mining company"."""

OF_ORGANIZATIONS = frozenset(
    "ceo executive executives chairman spokesman spokeswoman spokesperson founder co-founder cofounder employees "
    "employee workers staff shares stock shareholders officials lawmakers supporters militants fighters insurgents "
    "rebels newspaper website magazine headquarters subsidiary striker midfielder defender goalkeeper coach fans "
    "analysts economists researchers customers editor correspondent reporter journalist journalists contributor "
    "columnist president boss survey poll report reports drummer guitarist singer frontman".split()
)
"""Nouns right after an organisation's name: "X shares", "X spokesman"."""

STREETS = frozenset("ave blvd rd st street road drive lane highway freeway".split())
"""Last words of addresses."""

SPORT = frozenset(
    "match matches goal goals season league striker midfielder defender goalkeeper coach scored penalty header "
    "kick-off fixture fixtures derby semi-final semifinal final champions cup relegation squad substitute winger "
    "equaliser equalizer playoff playoffs innings wicket wickets".split()
)
"""Words of sports pages; where an article has several, a club's city can mean the club."""

BODIES = frozenset(
    "court bank parliament church federation association union assembly board authority commission council institute "
    "academy university party bureau congress senate chamber".split()
)
"""Bodies that are named with the place that they serve: "Supreme Court of Ghana"."""

PLACE_OPENERS = frozenset(
    "Lac Lago Lake Mount Mt. Fort Port Puerto Punta Playa Cerro Ciudad Monte Wadi Jebel Jabal Tell Ayn Ain Beit Bayt "
    "Kafr Ras Deir Dayr Cape Gulf Isla Ile".split()
)
"""First words of places' names."""
