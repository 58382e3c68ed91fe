"""Words that say nothing of a text. They count only where nothing else was asked for."""

FRENCH = """
a ai ainsi alors au aucun aussi autre autres aux avec avoir c ca car ce ceci cela celle celles celui ces cet cette ceux
chaque comme d dans de des donc dont du elle elles en encore entre est et etaient etait etant etc ete etre eu eux fait
faire font ici il ils j je jusqu l la le les leur leurs lors lorsque lui m ma mais me meme memes mes moi moins mon n ne
ni non nos notre nous on ont or ou par parmi pas pendant plus plusieurs pour pourquoi puis qu quand que quel quelle
quelles quels qui s sa sans se sera ses si soi soit son sont sous sur t ta te tels tes toi ton tous tout toute toutes
tres trop tu un une vers via vos votre vous y
"""
DUTCH = """
aan al alle alleen als altijd andere anders ben bij binnen daar daarna dan dat de den der deze die dit doen door dus
een eens elk elke en enkele er gaan had haar hadden heb hebben heeft hem hen het hier hij hoe hun iemand iets ik in
is ja je jij jullie kan kon kunnen maar me meer men met mij mijn moet moeten na naar nadat niet niets nog nu of om
omdat onder ons onze ook op over reeds s sinds t te tegen tijdens toch toen tot tussen u uit uw van vanaf vanuit veel
via voor vooral waar waarbij waarin waren was wat wel werd werden wie wij wil worden wordt zal ze zelf zich zij zijn
zo zoals zonder zou zullen
"""
ENGLISH = """
a about all also an and any are as at be been but by can do does for from had has have he her his how i if in into is
it its more most no not of on or other our she so some such than that the their them then there these they this those
to up was we were what when where which while who will with would you your
"""

STOP_WORDS = frozenset(f"{FRENCH} {DUTCH} {ENGLISH}".split())
