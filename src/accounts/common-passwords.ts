/**
 * The commonest passwords of ten characters and more, in small letters, commonest first: from the list of Royce Williams that
 * Django 5.2 ships (django/contrib/auth/common-passwords.txt.gz, BSD), without those that nobody wants to read in a source.
 */
export const COMMON_PASSWORDS: readonly string[] = `
  1234567890 1q2w3e4r5t qwertyuiop homelesspa passer2009 123456789a q1w2e3r4t5y6 fqrg7cs493 0123456789 0987654321
  1111111111 basketball 1qaz2wsx3edc 3rjs1la7qe password12 q1w2e3r4t5 vqsablpzla 1234567891 12345qwert cjmasterinf
  12345678910 a123456789 yuantuo2012 sojdlg123aljg diosesfiel pe#5gz29ptzmse liverpool1 0000000000 tinkerbell
  qwerty12345 butterfly1 1234554321 chocolate1 111222tianya elizabeth1 password123 myspace123 hellokitty 1q2w3e4r5t6y
  startfinding spongebob1 4815162342 123hfjdk147 123456789q yagjecc826 alexander1 manchester asdfghjkl1 spiderman1
  beautiful1 3odi15ngxb 421uiopy258 9876543210 1029384756 1122334455 california metallica1 1v7upjw3nt qwerty123456
  christian1 uqa9ebw445 iloveyou12 qwerty1234 sz9kqcctwy d2xyw89sxj friendster justinbieb 1234512345 123qweasdzxc
  3d8cubaj2e p3rat54797 strawberry 1123581321 qwert12345 christopher azertyuiop 12345qwerty 5555555555 undertaker
  sweetheart stephanie1 linkinpark polniypizdec0211 zxcvbnm123 password11 realmadrid southside1 alessandro bestfriend
  volleyball hollister1 princess12 w5txn36alfw babygirl12 abcdefg123 123456qwerty password01 2012comeer harrypotter
  n8zgt5p0shw= groupd2013 vrbgqns997 superstar1 christina1 qti7zxh18u poiuytrewq megaparol12345 terminator football12
  september1 123456789m 123456789z welcome123 motdepasse runescape1 christophe jesuschrist aaaaaaaaaa g9l2d1fzpy
  123456654321 diwtgm8492 dragonball hollywood1 7894561230 paintball1 pokemon123 telechargement sebastian1 ilovejesus
  123456123456 baseball12 password13 teddybear1 friendship golfcourse x4ivyga51f christine1 123456789s barcelona1
  6hbf28w791 charlotte1 tnk0mk16vx password10 h1xp2z2duk spartan117 yfdbufnjh10305070 blackberry mypassword
  skateboard ka_djkhjsy6 1234567890q alejandro1 wrestling1 watermelon passer2011 alexandra1 tokiohotel 1234567899
  idontknow1 123456789j 9999999999 abcde12345 qazwsxedcrfv buttercup1 password00 ronaldinho password22 password69
  ohmnamah23 123456789k 0.00000000 a1b2c3d4e5 y6p67ftrqj prettygirl christmas1 2222222222 5hsu75kpot enterprise
  123456789d sunflower1 cinderella porsche911 1234567890a alessandra ocpoook325 casablanca qazwsxedc1 swordfish1
  123456789l catherine1 123456789p 1zn6fpn01x scoobydoo1 butterfly2 underground 1357924680 daddysgirl washington
  1fr2rfq7xl g13916055158 7777777777 football10 youngmoney password23 spiderman3 katherine1 bettyboop1
  1q2w3e4r5t6y7u8i9o0p callofduty myspace.co bubblegum1 5xfgs3ii9d something1 superman12 123456789o cashmoney1
  lighthouse longhorns1 september2 ironmaiden 123456789123 baseball11 qwertyqwerty polniypizdec110211 nuttertools
  revolution playstation skate4life smallville 112233445566 baseball10 motherlode galatasaray justinbieber princess10
  babygirl13 nks230kjs82 alejandra1 webhompass 987654321a d71lwz9zjs godisgreat 123456789987654321 qweasdzxc123
  vaffanculo football11 michael123 pineapple1 babycakes1 australia1 iloveyou22 123456789123456789 iloveyou13
  maprchem56458 1a2b3c4d5e password21 iloveyou14 disturbed1 q123456789 123456789b chrisbrown spiderman2 5532361cnjqrf
  1020304050 aleksandra qdujvyg5sxa iloveyou11 eh1k9oh335 mastermind jellybean1 princess13 iamthebest jesusislord
  university princess11 12345678900 qazwsxedc123 iloveyou123 kissmyass1 opensesame uvgx8f8232 abcdefghij jessica123
  12345678901 mississippi baseball13 jesucristo babygirl10 password1234 billabong1 love123456 newcastle1 fenerbahce
  southpark1 charlie123 information international littleman1 ilovemymom princess01 3rjs1la2qe 123456789c d9zufqd92n
  football21 felicidade 123456789r 123456789t qwertyuio1 cassandra1 dominique1 qwertyuiop1 123admin321 nopassword
  ilovemyself sweetness1 football22 c43qpul5rz nightmare1 jacqueline cellphone1 12345abcde lovehurts1 sunshine12
  chocolate2 3rjs5la8qe temppassword elizabeth2 syncmaster 7ugd5hip2j 1234567890- jjcg16dj5k hellohello wachtwoord
  fktrcfylhf losangeles xiang123456 1q2w3e4r5t6y7u samsung123 spongebob2 professional abracadabra testing123
  8888888888 password14 polniypizdec1102 microsoft1 m123456789 nyq28giz1z hernandez1 bangladesh linkedin123
  0r968ji9ufj6 anthony123 fu7u4a#$$$ sailormoon 0102030405 password99 dragonballz babygirl11 roadrunner 92k2cizcdp
  summertime snowflake1 pakistan123 jundian2011xr yfdbufnjh63 12345654321 happiness1 18atcskd2w evangelion familyguy1
  viphv5j736 godisgood1 qwertyuiop123 whatthezor 000webhost iw14fi9jxl nickjonas1 wolverine1 qwe1122334 cm6e7aumn9
  mackenzie1 tottenham1 8ix6s1fceh computer12 hellothere qwerasdfzxcv mickeymouse anastasiya butterfly7 alexandria
  blueberry1 football23 qweasdzxc1 leavemealone nintendo64 asdfg12345 moneymaker chargers21 pok29q6666 marijuana1
  cheesecake michelle12 valentine1 3333333333 matematica johndeere1 backspace1 taishan2011 jeffhardy1 ty2t1hv3oc
  snowboard1 mechanical 6666666666 dragonfly1 simpleplan letmein123 football13 december12 godfather1 hondacivic
  jesussaves ttd955audg houston713 jesuschris television 123456789n iloveyou10 cardinals1 finalfantasy chicken123
  babygirl01 baseball22 maximilian 123456789g francisco1 chelsea123 nathaniel1 thirteen13 woaini1314 123456789abc
  puertorico softball12 babygirl14 juancarlos iamnumber1 j123456789 123456789e abrakadabra iloveme123 ilovemusic
  wonderland starcraft1 angelbaby1 loveyou123 braveheart baseball21 lovergirl1 administrator 123qwe123qwe rodriguez1
  halloween1 ilovechris s123456789 bernadette souljaboy1 lamborghini 1212121212 diosesamor cepetsugih demon1q2w3e
  monster123 newpassword rocknroll1 jesusfreak a1s2d3f4g5 smackdown1 celtic1888 iloveyou69 password15 zxcasdqwe123
  blackjack1 friends123 brandon123 multiplelog hollister2 demon1q2w3e4r iloveyou23 princess21 princess14 gabrielle1
  dominican1 konstantin pothead420 password09 neveragain november11 starbucks1 highlander uhfybn8888 girlfriend
  alexander2 jamesbond007 volkswagen 123456789w iloveyou21 asdfghjkl123 estrellita myspace101 jasmine123
  demon1q2w3e4r5t 11111111111 loveislife capricorn1 baseball23 projectsadminx huhbbhzu78 ichliebedich wellington
  megasecret pimpdaddy1 playstation3 prettyboy1 123456789qwe sonyericsson bubbles123 butterfly3 1qazxsw23edc
  ohiostate1 networking madagascar astonvilla pazzword123 kifj9n7bfu princess22 moonlight1 margarita1 montgom2409
  helloworld bobmarley1 forzamilan america123 babygirl15 triskelion arsenal123 john!20130605at1753 battlefield
  linkedin2011 liverpool8 1q2w3e4r5t6y7u8i w66yrybgra lifeisgood fullaccess mrf11277215 123456789h qqqqqqqqqq
  babygirl09 harrypotte mileycyrus ihatethisgame 123456789f babygurl12 u1v7hhh7ef 0192837465 lightning1 princess23
  bigpimpin1 cleveland1 wonderful1 a1a2a3a4a5 mississipp evanescence abcd123456 darkangel1 history278 owt243ygbj
  rjycnfynby blingbling baseball24 x3luym2mmj classof201 motocross1 emachines1 playboy123 baseball14 ghostrider
  s8ylpe9jdpvym bestfriends thegreat123 livestrong northside1 principessa football24 princesita margherita
  deutschland tweetybird 1357913579 zxcvb12345 password88 rammstein1 password24 ordinateur password08 mega_pizdetz666
  greenday12 123456789v 18n28n24a5 godislove1 9293709b13 123123123123 puppylove1 samantha12 technology 123321123321
  monkeybutt music4life winchester z123456789 babygirl21 basketbal1 guadalupe1 0147258369 bellissima babygirl16
  babygirl08 babygirl23 princess15 maradona10 mostwanted football20 123456abcd z0102030405 chevrolet1 gabriel123
  zzzzzzzzzz softball11 liverpoolfc budweiser1 1234509876 111111111111 baili123com argentina1 sunderland jaihanuman
  qwegta13091990 iloveyou15 nissan350z basketball1 management iloveyou09 bugsbunny1 l6ho3tg7wb valentina1 klapaucius
  football09 christian2 mitsubishi kobebryant password19 1a2s3d4f5g 123456789. supergirl1 qwertasdfg supersonic
  baseball15 william123 id6c3wr6un cookiemons revelation september9 1butterfly matthew123 123456789asd candycane1
  babygirl69 everything feder_1941 sagitarius password07 forzainter starlight1 password20 rainbow123 magandaako
  chronic420 softball13 beautiful2 doomsayer.2.7mords.v cookies123 0147852369 jennifer12 7elephants h2vwdubjx4
  seniseviyorum 1213141516 christelle 010203040506 eqes606898 onedirection 123456qwer softball10 underworld
  scvmofas79 ilovejusti princess16 google.com twilight12 babygirl22 mmmmmmmmmm hurricane1 devilmaycry maryjane42
  dontforget firefighter r9lw4j8khx panasonic1 xxxxxxxxxx football14 littlebit1 w5tn36alfw septiembre gymnastics
  password17 montecarlo princess08 patriots12 iloveyou08 pinkfloyd1 milkshake1 murcielago stonecold1 moneymoney
  skywalker1 butterfly8 slipknot66 couponsc10 rockstar12 qwertzuiop amsterdam1 princess09 classof200 jobshop2002
  987654321q password77 supermario mikejones1 impossible 9uzp9jek3f deerhunter transformers d123456789 superman23
  lucifer666 password16 1q2w3e4r5t6y7u8i9o godlovesme grenouille password33 123123123a liverpool9 heartbreak
  myspace200 babygirl19 minicooper mylinkedin december25 8phrowz624 pathfinder jefferson1 4444444444 marseille13
  kingfisher slimshady1 doomsayer.2.7mords.vv poohbear12 k123456789 teamomucho computer123 supernatural ilovemysel
  123456789i 3s43pth5aea football08 superman11 monkeyman1 gfhjkmgfhjkm football33 fiorentina tennessee1 guatemala1
  candygirl1 multimedia radiohead1 computador madagaskar 9876543211 1357908642 serendipity daddygirl1 2000comeer
  telephone1 sonnenschein password18 b123456789 password12345 mahalkita1 backstreet limpbizkit momanddad1
  peanutbutter trustnoone darthvader gribouille tinkerbel1 summer2010 12345678900987654321 priscilla1 iloveyou16
  iloveindia underoath1 cutiepie12 sanandreas babygirl20 princess19 slipknot666 sunshine11 josephine1 yjdsqgfhjkm
  annabelle1 november19 detroit313 crackhead1 jfgvcqbuzug football32 iloveyou01 superman13 highschool c123456789
  challenger villanueva football55 a987654321 armageddon salamander silverado1 loveforever disneyland
  1qaz2wsx3edc4rfv liverpool2 passer2010 birmingham qawsedrftg qwertyuiop12 needforspeed chocolate! change1234
  ilovejosh1 rbotmvz954 football44 newport100 deathnote1 astonmartin brittany12 football25 football15 smokeweed1
  quiksilver baseball25 mickeymous jonathan12 aaaaaaaaa1 chocolate7 princess18 123admin32 esmeralda1 shevchenko
  x99qomx561 2cxdn8s271 calculator riverside1 jesuscristo cleopatra1 crazygirl1 starcraft2 elsalvador loveu4ever
  contrasena blood4life gabriella1 hilaryduff melissa123 jiefang007 1234567890-= westside13 iloveyouba december19
  butterfly6 intermilan chocolate3 anastasia1 riverplate hello12345 danielle12 johnnydepp godblessme patrick123
  migrationschool 1234567891011 vfntvfnbrf popcorn123 greeneyes1 universal1 makemoney1 awesome123 southpole1
  manunited1 need4speed freestyle1 cupcake123 babygirl18 princess07 holyspirit scoobydoo2 chihuahua1 1234qwerty
  1223334444 solidsnake babygirl07 quality123 warhammer1 goldfinger gunsnroses superman10 olamilekan bumblebee1
  kurtcobain constantin elisabetta lovelovelove ilovealex1 destiny123 arschloch1 vanessa123 ilovenick1 xblhintb9w
  baseball17 falloutboy forever123 allahuakbar fantastic4 password55 elizabeth3 superman123 cristiano7 thebeatles
  newzealand princess69 midnight12 liverpool123 musiclover friends4ev remington1 heavymetal xtseo2011tdx december10
  playstation2 mv46vkmz10 sunshine01 ssssssssss spongebob3 gettherefast hotmail123 evolution1 clementine president1
  johnathan1 ilovemybab jackson123 iloveboys1 3daysgrace cvzefh1gkc michoacan1 liverpool5 salamandra 123456789123456
  diamond123 olanrewaju football34 bvp33w7epu 1fptjtl919 starwars12 football07 123456789* butterfly9 princess123
  princess24 jackass123 papichulo1 harekrishna jamesbond1 mcdonalds1 countryboy 147258369a ilovematt1 applesauce
  789456123a hellomoto1 1010101010 102030405060 princess20 princess17 notredame1 freedom123 football69 electrical
  myspace4me password45 whatever12 monkeyboy1 iloveyou143 november12 richard123 matematika carebears1 inuyasha12
  dkxjizc282 combat123654 abc123456789 skyliner34 ilovemykids coccinella generation 1a2a3a4a5a juliana123 football123
  5plk4l5uc7 manchester1 realestate heartless1 password25 jesusloves football99 bismillah1 5845201314 sylvester1
  01234567890 dramaqueen thunderbird sephiroth1 softball14 butterfly5 tzir25l5kn heyheyhey1 5x1cjdsb9p aerosmith1
  cheerleader babyboy123 softball22 longbeach1 iloveyou18 1z2x3c4v5b lolipop123 antoinette johncena12 skaterboy1
  boyfriend1 flowerpower myspace201 psychology sunshine13 browneyes1 flatblocker r123456789 1zn6fpn01n eastside13
  12345zxcvb arcobaleno 12345asdfg superman69 slipknot12 ingodwetrust qh6xl1p9xj elizabeth7 metallica2 rememberme
  stephanie2 successful nevermind1 football77 brownsugar abc1234567 12345678901234567890 foxracing1 blackwater
  1life2live qwertyasdfgh idontcare1 happyfeet1 christopher1 1qwertyuio sdf7asdf6asdg8df iloveyou24 j1v1fp2bxm
  a1234567890 ghhh47hj7649 hillbilly1 yu5l97wk8q z1x2c3v4b5 icecream12 hamburger1 iloveyou19 superduper november20
  timberland november18 philippine l123456789 iloveyou20 1472583690 bigbrother htubcnhfwbz football01 accounting
  butterfly0 iloveyou17 dangerous1 lzhan16889 3qdlqb49js 123456789x iloveyou07 psicologia apocalypse wednesday1
  limegreen1 0123654789 ilovemymum football88 ilovemike1 schumacher timberlake maplestory westcoast1 runescape2
  qazwsx1234 baseball20 123456789aa dictionary sunshine22 butterfly4 babygurl13 demon12345 sweetiepie 1234567890z
  ilovehim12 starburst1 playstatio bobesponja prosperity babygirl17 football18 kamehameha michaeljac angeleyes1
  t123456789 cheerleade ilovegirls delicious1 1234567890qwertyuiop ilovemydad zmx870919123 1asdfghjkl november17
  greedisgood minicalibra hgrfqg4577 coregmedia imthebest1 steelers43 copenhagen dragonfire marketing1 astalavista
  francesca1 undercover november23 connection employment november10 tigerwoods independent superman21 southside3
  liverpool0 motorcycle ronaldo123 zacatecas1 december21 ukflbfnjh12 november21 viewsonic1 december20 telecaster
  madison123 ilovemyfam abercrombie waterfall1 1111122222 asdf123456 9638527410 baseball09 sunshine10 delpiero10
  inactive1996aug iw14fi9jwqa demilovato monkey1234 marguerite november22 baltimore1 sacramento pandabear1
  lydcc20091314 aleksander fisherman1 poptropica jesuslovesme avrillavigne ********** brokenhear november13
  hevhk43n9j minhasenha earnhardt3 ilovemyfamily newyork123 perfection december22 counterstrike password44 lkjhgfdsa1
  amdturion64 coolbeans1 crepusculo baseball16 ilovemylife 0icotpd785 123password 123456789+ ilovemykid confidence
  shakespeare montgomery dolphins13 opernhaus1 november15 password89 password1! pittsburgh icxkyb7972 fcbarcelona
  cool123456 afghanistan chicharito crystal123 neworleans love4ever1 hollywood2 dance4life december13 159753159753
  computadora wsbe279qsg baseball18 mathematics superstar2 tombrady12 woodstock1 dddddddddd superman22 stratocaster
  m1am1b3ach butterfly! qwertyytrewq liverpool7 transforme michelle11 carpediem1 capricornio education1 spongebob9
  gangsta123 jaigurudev 31x7t5xbke benjamin15 september3 forgotten1 bwfq23jp7f esperanza1 december23 football17
  sunshine69 millennium forzanapoli 10987654321 rockandroll lilwayne12 sugarbear1 fxzz75$yer 121324810z michelle13
  november16 lovelygirl electronics iloveryan1 password27 loserface1 1qaz2wsx3e ilovedavid scooter123 victoria12
  dfg5fhg5vgfh1 polarbear1 1q2w3e4r5t6 ryan962052 qugrqfo825 chinchilla babygirl24 december11 blackrose1 123456789y
  allahakbar gearsofwar alexander3 3syqo15hil k47rizxt2g marseille1 guitarhero yourmom123 123123123q 123456asdf
  newpasswor 1234567891234567 happydays1 rfhfvtkmrf football54 december17 123admin321a taekwondo1 ichliebedi
  breakdance 123456789qwerty selenagome engineering quicksilver minnesota1 snoopdogg1 googletester qpwoeiruty
  glamorous1 peppermint salvation1 hellraiser hawkesbury93 amoreterno allrecipes 1chocolate pocahontas constantine
  password32 qwertqwert spiderman7 hallohallo oks65b6666 cameron123 antonio123 december15 darkknight nha7ebf6kp
  hx28o9e646 december18 q0tsrbv488 messenger1 chocolate5 september8 helicopter newthree51 qazwsxedcrfvtgb flowers123
  football28 password06 pqntmt1247 oldschool1 hotmail.com edxk20qmfs spongebob7 gossipgirl chelle1234 jjjjjjjjjj
  jesuslives 1q2q3q4q5q f1uuhza723 baseball08 november14 1234567898 elizabeth9 juggalo420 baseball33
  q1w2e3r4t5y6u7i8o9p0 production baseball19 elisabeth1 gangster12 december16 pennstate1 happy12345 poopmaster
  broadband1 elizabeth8 0147896325 7418529630 hbhc8290826 3526535265 karakartal football95 gtavicecity 13587930210
  w123456789 magdalena1 imyaimyaimya letmeinnow spionin8688 painkiller elizabeth0 randyorton asdasdasd1 qq123456789
  football16 supernova1 qazxswedcvfr 0987654321q kirill1990 d0r1nc0urt olo65b6666 myspacepas johncena54 lovemykids
  123456789qw supervisor superwoman november25 jordan2345 password66 doggystyle happyhappy 1211109032 blablabla1
  yellowcard resing1965 beethoven9 xige5516726 blackcat123 sweetangel iloveyoux3 staredobre december31 element123
  yemi19900911 q1q2q3q4q5 nomeacuerdo password123456 123456789qaz 31081981rs qiciqdp162 chocolate9 vascorossi
  september7 gwarmonster cheguevara ss563563ss teddybear2 pakistan12 jkiuztdftl57 richardson lebronjame trapdoor60
  povlmly727 honeybunny lightning2 xantria10315 kuana230345 doodlebug1 mnbvcxz123 tinkerbell1 aksrms8010
  starwarsfan10 skaterdude blkdrag0ns incredible hannahmontana familiyafamiliya linkedin11 christmas2 wrasloco11
  pinkpanther whitetiger dangerous12 teonamaria1 jiang8kevin n123456789 barbiegirl cds04121989 seminoles1 hannover96
  vitor1268123 sabrina123 kittykitty michelle01 spider-man maximiliano football19 m01759766727 123456789101112
  trackstar1 weronika1992 1234567890123 12345678987654321 carpenter1 chocolate8 goodtimes1 summer2008 cxfcnkbdfz
  neworleans12345 william2631 courtney12 yggdrasil4 aug!272010 mamikawada tuputamadre charly2004 nicholas12
  illuminati @bigmir.net cookiemonster komputer12 football27 qwerty123456789 spongebob0 sunshine21 depechemode
  fullmetal1 3141592654 iloveyouso nickiminaj akademiks11 qwert54321 natiichen999 newjersey1 basketbal9 football56
  starwars111 skateordie november24 cordell123 henderson1 123456789as ledzeppelin steflio3123 wonderwoman armstrong1
  ffffffffff 000000000000 goodmorning alejandro2 december28 kinomoto89 jarox1301! billiejoe1 november27 moonshine1
  superman01 chocolate4 kissmyass2 ghbdtnrfrltkf december14 girlygirl1 softball21 nothings123 520love101182
  matyas2001 kkkkkkkkkk leolong1985 111111111111111 santamaria butterball hollister3 forgetmenot rangerover
  hans4queck kartoffelpuffer lightpower12345 maella1311 vfhbjk1801 abcdefghi1 asdfghjkl12 farfallina lionheart1
  ladiesman1 ilovejames softball23 unforgiven hannahmont angelseye22 southside2 christian7 virtue1234 butterflies
  stefangreil1983 nottingham total12scherz edwardcullen 2kroliczek southwest1 adams33486 serafina14 gggggggggg
  salmankhan qwe123qwe123 christina2 saxophone1 mario140773 iloveyou88 proverbs31 cosmopolitan wpcakir264
  somanypickles27 ahbird1984 killer1234 armorgames michaeljackson nickelback zaq1xsw2cde3 pakistan786 weyersheim
  emmanuelle kassandra1 daredevil1 minecraft123 leliane50934 johnny1959 guillermo1 kmzwa8awaa moderncombat 2pacshakur
  concepcion owt243ygbh phoenix888 supermanboy softball15 littlegirl redemption roanne42300 faca210898 monstercha
  istanbul34 marek14michal przyjaciolki heartbroke laurel12creek residentevil lovehurts2 yandi20080527 computer11
  ezekiel11991 yaoiisgrand electronic iamawesome boguska123 gigaman8891 thebears12 heather123 accountant november30
  jellybeans marvel5454 aquamarine nevergiveup grasshopper mustang123 almario927 123456789000 ibicguwjic redskins21
  foundation arabella24630 november26 poiuytreza spiderman4 rubberduck 20070509031 sunshine23 meatball99
  manchesterunited blackhawk1 skittles12 football45 krystyna56 qwertyu123 schokolade igetmoney1 toulouse31 tiffany123
  metallica6 sebastian106 2416101113 josemanuel independen agnieszka1 knackwurst8853 1234567890987654321 ethanryan01
  babygirl06 babygurl14 pimpjuice1 donaldduck fallen_angel
`
  .trim()
  .split(/\s+/);
