"""How Sphinx makes the site; `python -m tools.site` calls it."""

from typing import Any

from pygments.lexers.special import TextLexer

project = "eventcoder"
copyright = "the authors of eventcoder"
extensions = ["myst_nb", "sphinx_copybutton", "sphinx_design"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
nb_execution_mode = "force"  # notebooks are kept without outputs, and run when the site is made
nb_execution_raise_on_error = True
nb_execution_timeout = 300  # seconds for a cell; the first one may wait for the parser on a busy machine
nb_merge_streams = True
nb_output_stderr = "warn"  # what a notebook complains of, its readers would see
root_doc = "index"
exclude_patterns = ["_build"]
html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_title = "eventcoder"
html_show_sphinx = False
html_copy_source = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b5c8a", "color-brand-content": "#0b5c8a"},
    "dark_css_variables": {"color-brand-primary": "#6cb8e0", "color-brand-content": "#6cb8e0"},
}
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
pygments_style = "friendly"
pygments_dark_style = "native"

PLAIN = ("conllu", "csv", "verbs", "actors", "agents")  # languages of blocks that nothing colours


def setup(app: Any) -> None:
    """Show the blocks of those languages as they are."""
    for name in PLAIN:
        app.add_lexer(name, TextLexer)
