"""The two readers of print in pictures: Tesseract and RapidOCR.

Both take a page as a grey picture, whichever way up, slightly askew and noisy, and
give its lines in reading order.
"""

from __future__ import annotations

import csv
import io
import logging
import math
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from indexer.council.problems import ModelError
from indexer.pdf.ocr_order import OcrBox, in_reading_order

__all__ = ["Engine", "Image", "RapidOcr", "Tesseract", "choose_engine", "find_tesseract"]

Image = npt.NDArray[np.uint8]
"""A grey picture as (height, width), 0 black to 255 white."""

SECONDS = 120
"""A page that takes Tesseract longer is given to the other reader."""

DOUBTFUL = 0.75
"""Mean confidence below which a page is also tried the other way up."""

_log = logging.getLogger(__name__)


class Engine(Protocol):
    """Reads pictures of pages; `workers` pages may be read at the same time."""

    workers: int

    def read(self, image: Image) -> list[str]:
        """The lines on a page, in reading order."""


@cache
def choose_engine() -> Engine:
    """Tesseract where it is installed with English, otherwise RapidOCR."""
    program = find_tesseract()
    return Tesseract(program) if program else RapidOcr()


def find_tesseract() -> str | None:
    """The path of a Tesseract that can read English, or None."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return program if "eng" in (listed.stdout + listed.stderr).split() else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """Lines with how sure the reader is of them, 0 to 1."""

    lines: list[str]
    confidence: float


# --- Tesseract --------------------------------------------------------------


class Tesseract:
    """Debian's ``tesseract-ocr`` by its command."""

    workers = 2

    def __init__(self, program: str) -> None:
        self._program = program

    def read(self, image: Image) -> list[str]:
        sharp = _sharpened(image)
        try:
            best = self._run(sharp, segmentation=1)
            if best.confidence < DOUBTFUL:
                # Finding the turn takes Tesseract more letters than some pages have.
                for turn in (
                    cv2.ROTATE_180,
                    cv2.ROTATE_90_CLOCKWISE,
                    cv2.ROTATE_90_COUNTERCLOCKWISE,
                ):
                    turned = self._run(_rotated(sharp, turn), segmentation=3)
                    if turned.confidence > best.confidence + 0.1:
                        best = turned
        except (OSError, subprocess.SubprocessError) as exc:
            _log.warning("Tesseract failed on a page (%s); RapidOCR reads it.", exc)
            return RapidOcr().read(image)
        return best.lines

    def _run(self, image: Image, *, segmentation: int) -> _Reading:
        done, data = cv2.imencode(".png", image)
        if not done:
            raise OSError("the picture could not be encoded")
        result = subprocess.run(
            [
                self._program,
                "stdin",
                "stdout",
                "-l",
                "eng",
                "--psm",
                str(segmentation),
                "--dpi",
                "200",
                "tsv",
            ],
            input=data.tobytes(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            # Pages go side by side; threads inside one only get in each other's way.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
        return _tsv_reading(result.stdout.decode("utf-8", "replace"))


def _tsv_reading(tsv: str) -> _Reading:
    lines: dict[tuple[str, str, str], list[str]] = {}
    sure = letters = 0.0
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row.get("text") or "").strip()
        if row.get("level") != "5" or not word:
            continue
        confidence = float(row["conf"]) / 100
        # Specks of dirt are read as marks, and with little confidence.
        if confidence < 0.3 and not any(map(str.isalnum, word)):
            continue
        lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(word)
        sure += confidence * len(word)
        letters += len(word)
    return _Reading(
        [text for words in lines.values() if _has_letters(text := " ".join(words))],
        sure / letters if letters else 0.0,
    )


def _sharpened(image: Image) -> Image:
    """Noise smoothed, then edges brought out: worth one word in forty to Tesseract."""
    smooth = cv2.GaussianBlur(image, (3, 3), 0)
    wide = cv2.GaussianBlur(smooth, (0, 0), 2)
    return np.asarray(cv2.addWeighted(smooth, 1.6, wide, -0.6, 0), dtype=np.uint8)


# --- RapidOCR ---------------------------------------------------------------


class RapidOcr:
    """The ``rapidocr`` package with the models that it carries."""

    workers = 1

    CLOSE = 960
    """Pixels of the longer side at which lines are found; they are read at full size.
    More takes longer and twice the memory, and found no more words."""

    def read(self, image: Image) -> list[str]:
        boxes = self._boxes(image)
        if not boxes:
            return []
        standing = sum(box.length for box in boxes if box.tall)
        lying = sum(box.length for box in boxes if not box.tall)
        if standing > lying:
            image = _rotated(image, cv2.ROTATE_90_CLOCKWISE)
            boxes = self._boxes(image)
        image = _straightened(image, _skew(boxes))
        best = self._reading(image)
        if best.confidence < DOUBTFUL:
            turned = self._reading(_rotated(image, cv2.ROTATE_180))
            if turned.confidence > best.confidence:
                best = turned
        return best.lines

    def _boxes(self, image: Image) -> list[_Quad]:
        scale = min(1.0, self.CLOSE / max(image.shape))
        small = np.asarray(
            cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA),
            dtype=np.uint8,
        )
        result = _rapidocr()(_coloured(small), use_det=True, use_cls=False, use_rec=False)
        return [] if result.boxes is None else [_Quad.of(box) for box in result.boxes]

    def _reading(self, image: Image) -> _Reading:
        result = _rapidocr()(_coloured(image), use_det=True, use_cls=False, use_rec=True)
        if result.boxes is None or result.txts is None:
            return _Reading([], 0.0)
        found = [
            (OcrBox.around(box), _plain(text), float(score))
            for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True)
            if _has_letters(text)
        ]
        letters = sum(len(text) for _, text, _ in found)
        return _Reading(
            in_reading_order([(box, text) for box, text, _ in found]),
            sum(score * len(text) for _, text, score in found) / letters if letters else 0.0,
        )


@dataclass(frozen=True, slots=True)
class _Quad:
    """A line of print as found: its length and its angle in degrees, clockwise."""

    length: float
    angle: float
    tall: bool

    @classmethod
    def of(cls, corners: Any) -> _Quad:
        points = np.asarray(corners, dtype=float)
        across, down = points[1] - points[0], points[3] - points[0]
        width, height = float(np.hypot(*across)), float(np.hypot(*down))
        angle = math.degrees(math.atan2(float(across[1]), float(across[0])))
        return cls(max(width, height), angle, height > 1.5 * width)


def _skew(boxes: Sequence[_Quad]) -> float:
    """The median angle of the longer half of the lines; 0 where they disagree."""
    lying = sorted((box for box in boxes if not box.tall), key=lambda box: -box.length)
    angles = [box.angle for box in lying[: max(3, len(lying) // 2)]]
    if not angles:
        return 0.0
    middle = float(np.median(angles))
    return middle if abs(middle) <= 15 else 0.0


def _straightened(image: Image, angle: float) -> Image:
    if abs(angle) < 0.05:
        return image
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    paper = int(np.median(image))
    turned = cv2.warpAffine(
        image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(paper, paper, paper)
    )
    return np.asarray(turned, dtype=np.uint8)


@cache
def _rapidocr() -> Any:
    import rapidocr
    from rapidocr import RapidOCR

    models = Path(rapidocr.__file__).parent / "models"
    paths = {}
    for part in ("Det", "Rec", "Cls"):
        # Named outright, or the package would look for them on the network.
        found = sorted(models.glob(f"*_{part.lower()}_*.onnx"))
        if not found:
            raise ModelError(
                "The OCR models are not in the rapidocr package: install it again, "
                "or install tesseract-ocr."
            )
        paths[f"{part}.model_path"] = str(found[0])
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return RapidOCR(
        params={
            **paths,
            "Global.log_level": "critical",
            "Global.max_side_len": 4000,
            "Det.limit_type": "max",
            "Det.limit_side_len": RapidOcr.CLOSE,
            # Lines of a page stand close: what widens boxes must not join two of them.
            "Det.use_dilation": False,
            "Det.unclip_ratio": 1.8,
            # Lines one by one take less memory than lines padded to the longest of six.
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": min(4, os.cpu_count() or 1),
        }
    )


# --- pictures and text ------------------------------------------------------


def _coloured(image: Image) -> Image:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def _rotated(image: Image, turn: int) -> Image:
    return np.asarray(cv2.rotate(image, turn), dtype=np.uint8)


def _plain(text: str) -> str:
    """Full-width marks, which the model knows from Chinese, as plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))
