"""Words that every sentence has, as they are looked up (the case folded, so that ς is σ); they find
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_WORDS: Final = {
    "en": """a about after all also am an and any are as at be been before but by can could did do
        does for from get had has have having he her here him his how i if in into is it its just
        ll m may me might more must my need no not of on one or our out s shall she should so some
        t than that the their them then there these they this to up us ve want was we were what
        when where which who whom why will with would you your""",
    "sv": """alla allt att av bara bli blir blev da de dem den denna det detta dig din du där då
        efter ej eller en er ett fick finns få får för från ha hade han har hon honom hur här i in
        inte ja jag kan ska skulle man med men mig min mina mitt mot måste mycket ni nu någon något
        några när och om oss på sig sin sina sitt som så till upp ut vad var vara varför vem vi
        vid vilka vilken vilket vill är över borde behöver göra gör""",
    "de": """aber alle als also am an auch auf aus bei bin bis bist da damit dann das dass daes dem
        den denn der des dich die dies diese dieser dir doch du durch ein eine einem einen einer
        eines er es etwas euch fur gibt habe haben hat hatte ich ihm ihn ihr ihre im in ist ja
        jetzt kann kein keine konnen man mein meine mich mir mit muss nach nicht noch nun nur ob
        oder sein seine sich sie sind so soll sollte uber um und uns unter vom von vor war was
        welche wenn wer werden wie will wir wird wo wurde zu zum zur darf mussen""",
    "el": """αλλα αν αντι απο αυτα αυτη αυτο αυτοι αυτος αυτου αυτων για γιατι δε δεν εαν εγω ειμαι
        ειναι ειχα ειχε εκει ενα ενας εναν ενος επισης εσεις εσυ ετσι εχει εχετε εχουμε εχουν εχω
        η ηταν θα ι και κανω κανει κι μας με μετα μη μην μια μιας μου μπορω μπορει να ο οι ολα
        ομως οπως οσο οτι ου ποια ποιο ποιος ποτε που πρεπει πριν προς πως πρεπι σας σε στα στη
        στην στις στο στον στους συ τα τη την της τι τις το τον του τους των ω ως""",
    "es": """a al algo algun alguna como con cual cuando de debe debo del desde donde dos el ella
        ellas ellos en entre era es esa ese eso esta estan estar estas este esto estos estoy fue
        ha han hacer hago hasta hay he la las le les lo los mas me mi mis mucho muy necesito ni
        no nos o otra otro para pero por porque puede puedo que quien quiero se ser si sin sobre
        son soy su sus tambien tan te tengo tiene todo tu tus un una uno unos ya yo y""",
    "is": """a ad af allt alltaf annad ath bara bua einn ef eg eiga ein einhver eitt ekki en er
        eru eru fa faer fra fram fyrir gera geri get getur ha haegt hafa hafdi hana hann hans
        hefur hef her hja hun hvad hvada hvar hvenaer hver hvernig hvers hvort i inn its ja ma
        med meira mer mig min minn minu mitt mun nei nu nuna og okkar okkur sa saman se sem sin
        sinn skal skulu sig ser so svo til tha thad thann thar that thau their theim theirra
        theirri them ther thessi thetta thig thin thu tho um undir upp ur ut var vera verd verda
        verdur vid vil vill yfir tharf tharf""",
}
STOPWORDS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(words.casefold().split()) for language, words in _WORDS.items()
}
