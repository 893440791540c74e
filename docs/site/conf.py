"""The site: `make docs` builds it from README.md, docs/ and lessons/ into build/site."""

import sys
from pathlib import Path

import edunn

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

project = "EduNN"
author = "The EduNN developers"
copyright = author
release = edunn.__version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_exercise",
    "assertions",
    "docstrings",
    "formulas",
    "navigation",
    "reference",
    "solutions",
]
root_doc = "docs/index"
include_patterns = ["*.md", "docs/**.md", "lessons/*.md", "src/edunn/data/files/NOTICE.md"]
exclude_patterns = [".*", "build", "dist", "studio-web", "tests"]

myst_enable_extensions = ["amsmath", "colon_fence", "dollarmath"]
myst_heading_anchors = 4

nb_execution_mode = "cache"
nb_execution_cache_path = str(HERE.parents[1] / "build/cells")
nb_execution_in_temp = True
nb_execution_raise_on_error = True
nb_execution_timeout = 300

default_role = "code"
autodoc_default_options = {"member-order": "bysource", "show-inheritance": True}
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True

html_theme = "furo"
html_title = "EduNN"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_theme_options = {"top_of_page_buttons": []}
html_math_renderer = "katex"
html_show_sphinx = False
templates_path = ["templates"]
html_additional_pages = {"index": "start.html"}
