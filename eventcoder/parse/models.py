"""Which parser model is meant, and loading it. What imports torch and Stanza is imported here, when something is parsed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from eventcoder.errors import ParserError
from eventcoder.loading.resources import DEFAULT_MODEL, model_path
from eventcoder.parse.surface import Analyser

_MODEL_NAME = re.compile(r"[a-z]{2,3}(-[a-z]+)?(:[\w-]+)?")


def model_name(model: str | Path | None) -> str:
    """What events call a model: its name, or that of its folder."""
    if model is None:
        return DEFAULT_MODEL
    return str(model) if _is_name(model) else Path(model).resolve().name


def load_analyser(model: str | Path | None, *, gpu: bool = False) -> Analyser:
    """Load a parser model; `Parser` says what a model can be.

    Args:
        model: None, a name or a directory.
        gpu: whether to compute on a GPU.

    Returns:
        What cuts and analyses text.

    Raises:
        ParserError: the model is missing or broken, or there is no GPU.
    """
    if gpu:
        _check_gpu()
    folder = model_path() if model is None else Path(model)
    if folder.is_dir() and not _is_name(folder):
        return _load_folder(folder, gpu)
    if not _is_name(folder):
        raise ParserError(f"expected a folder of Stanza models or a name such as 'en' or 'en:gum' as parser model, got {str(model)!r}")
    return _load_name(str(model), gpu)


def _is_name(model: str | Path) -> bool:
    """Whether this is the name of a Stanza model, and no folder of models."""
    return bool(_MODEL_NAME.fullmatch(str(model))) and not (Path(model) / "resources.json").is_file()


def _check_gpu() -> None:
    import torch

    if not torch.cuda.is_available():
        raise ParserError("expected a GPU that torch can use, found none; leave out gpu to compute on the CPU")


def _load_name(model: str, gpu: bool) -> Analyser:
    """Load a model of Stanza's own, from this computer or else from the network."""
    from stanza.pipeline.core import DownloadMethod

    from eventcoder.parse.pipeline import PipelineAnalyser

    language, _, package = model.partition(":")
    options: dict[str, Any] = {"gpu": gpu, "lang": language, "package": package or "default"}
    try:
        return PipelineAnalyser(download_method=None, **options)
    except FileNotFoundError:  # not on this computer
        pass
    except Exception as error:
        raise _broken(model, error) from error
    try:
        return PipelineAnalyser(download_method=DownloadMethod.REUSE_RESOURCES, **options)
    except (OSError, TimeoutError) as error:
        raise ParserError(
            f"the parser model {model!r} is not on this computer and cannot be downloaded (is there a network connection?); "
            "connect and try again, name a folder of Stanza models, or leave the model out to use the bundled one"
        ) from error
    except Exception as error:
        raise _broken(model, error) from error


def _load_folder(folder: Path, gpu: bool) -> Analyser:
    """Load the models of a folder: as the bundled one if it has an encoder, else as any Stanza models."""
    resources = folder / "resources.json"
    if not resources.is_file():
        raise ParserError(f"expected a Stanza model folder with resources.json in it, got {folder}")
    try:
        languages = [key for key, value in json.loads(resources.read_text(encoding="utf-8")).items() if isinstance(value, dict)]
        installed = [language for language in languages if (folder / language).is_dir()]
        if not installed:
            raise ParserError(f"expected the models of a language in {folder}, found none")
        from eventcoder.parse.encoder import FILE

        if (folder / FILE).is_file():
            from eventcoder.parse.network import NetworkAnalyser

            return NetworkAnalyser(folder, device="cuda" if gpu else "cpu")
        from eventcoder.parse.pipeline import PipelineAnalyser

        language = "en" if "en" in installed else installed[0]
        return PipelineAnalyser(gpu=gpu, lang=language, dir=str(folder), download_method=None)
    except ParserError:
        raise
    except Exception as error:
        raise _broken(str(folder), error) from error


def _broken(model: str, error: Exception) -> ParserError:
    if "weights_only" in str(error):  # torch would advise to load it all the same
        return ParserError(
            f"the parser model {model!r} is not loaded: it holds other things than weights, which could run code on this computer; "
            "get it anew from where it comes from, or leave the model out to use the bundled one"
        )
    return ParserError(f"the parser model {model!r} cannot be loaded ({type(error).__name__}: {error})")
