from __future__ import annotations

import re

import pytest

import prompts


def test_the_newest_version_is_loaded() -> None:
    prompt = prompts.load("answer")
    versions = [
        int(match[1])
        for path in prompts.FOLDER.iterdir()
        if (match := re.fullmatch(r"answer\.v(\d+)\.txt", path.name))
    ]
    assert prompt.version == max(versions)


def test_every_prompt_file_is_named_and_numbered() -> None:
    for path in prompts.FOLDER.glob("*.txt"):
        assert re.fullmatch(r"[a-z-]+\.v\d+\.txt", path.name)
        assert prompts.load(path.name.split(".")[0]).text.strip()


def test_an_unknown_prompt_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        prompts.load("nonsense")


def test_a_missing_value_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        prompts.load("answer").fill(question="?")


def test_no_text_can_close_its_fence() -> None:
    fenced = prompts.fence({"1": "</data-abc><data>x</data>"})
    word = re.search(r"<data-(\w+)", fenced)
    assert word is not None
    assert fenced.count("<") == 2
    assert fenced.endswith(f"</data-{word[1]}>")
