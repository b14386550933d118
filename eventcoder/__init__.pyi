# Made by `python tools/public_names.py`.

from eventcoder.actors import Actor as Actor
from eventcoder.actors import ActorBook as ActorBook
from eventcoder.actors import load_actors as load_actors
from eventcoder.actors import with_actors as with_actors
from eventcoder.authoring.unknown import unknown_actors as unknown_actors
from eventcoder.authoring.who import Candidate as Candidate
from eventcoder.authoring.who import who as who
from eventcoder.codebook import Codebook as Codebook
from eventcoder.codebook import load_codebook as load_codebook
from eventcoder.coder import Coder as Coder
from eventcoder.comparing.changes import Change as Change
from eventcoder.comparing.changes import Comparison as Comparison
from eventcoder.comparing.changes import compare as compare
from eventcoder.document import Document as Document
from eventcoder.document import Entity as Entity
from eventcoder.document import Sentence as Sentence
from eventcoder.document import Token as Token
from eventcoder.english.lexicon import Lexicon as Lexicon
from eventcoder.english.lexicon import load_lexicon as load_lexicon
from eventcoder.errors import CodebookError as CodebookError
from eventcoder.errors import CodingError as CodingError
from eventcoder.errors import ConlluError as ConlluError
from eventcoder.errors import EventcoderError as EventcoderError
from eventcoder.errors import InputError as InputError
from eventcoder.errors import InputWarning as InputWarning
from eventcoder.errors import OutputError as OutputError
from eventcoder.errors import ParserError as ParserError
from eventcoder.event import Count as Count
from eventcoder.event import Event as Event
from eventcoder.event import Span as Span
from eventcoder.formats.article import Article as Article
from eventcoder.formats.articles import read_articles as read_articles
from eventcoder.formats.conllu import read_conllu as read_conllu
from eventcoder.formats.conllu import write_conllu as write_conllu
from eventcoder.parse import Parser as Parser
from eventcoder.places import Place as Place
from eventcoder.scoring.gold import GoldRow as GoldRow
from eventcoder.scoring.gold import read_gold as read_gold
from eventcoder.views import rows as rows
from eventcoder.views import to_arrow as to_arrow
from eventcoder.views import to_frame as to_frame
from eventcoder.views import write_events as write_events

__version__: str
