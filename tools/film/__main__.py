"""Make the title film, its poster and its described version with the captions of that."""

from __future__ import annotations

import subprocess
import tempfile
import wave
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

from tools.film.captions import shift_captions
from tools.film.picture import RATE as PICTURE_RATE
from tools.film.picture import SECONDS, draw_pictures
from tools.film.sound import RATE, tones
from tools.film.voice import describe

TARGET = Path(__file__).parents[2] / "content/media/clip"
NAME = "breitbandgedoens"
# Main profile and yuv420p play on phones of 2012; the index comes first, so that it plays while loading
_MP4 = "-c:v libx264 -profile:v main -level 3.1 -preset veryslow -crf 26 -tune animation -pix_fmt yuv420p"
_MP4_SOUND = "-c:a aac -b:a 48k -movflags +faststart"
_WEBM = "-c:v libvpx-vp9 -crf 42 -b:v 0 -deadline good -cpu-used 1 -row-mt 0 -pix_fmt yuv420p"
_WEBM_SOUND = "-c:a libopus -b:a 40k"
# The colours as HDTV counts them, and said so: else players guess
_COLOURS = (
    "-vf scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+bitexact"
    " -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv"
)
# One thread, no dates and no versions in the file: the same programs make the same bytes
_SAME_BYTES = "-threads 1 -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact"


def main() -> None:
    """Write every file of the film."""
    TARGET.mkdir(parents=True, exist_ok=True)
    frames = list(draw_pictures())
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "sound.wav"
        _write(sound, tones(number / RATE for number in range(RATE * SECONDS)))
        _encode(frames, sound, f"{_MP4} {_MP4_SOUND}", TARGET / f"{NAME}.mp4")
        _encode(frames, sound, f"{_WEBM} {_WEBM_SOUND}", TARGET / f"{NAME}.webm")
        description = describe()
        captions = shift_captions((TARGET / f"{NAME}.de.vtt").read_text(encoding="utf-8"), description.moments)
        (TARGET / f"{NAME}-audiodeskription.de.vtt").write_text(captions, encoding="utf-8")
        quiet = tones(description.moments, loudness=0.3)
        _write(sound, _mix(quiet, description.speech))
        step = RATE // PICTURE_RATE
        shown = [frames[min(len(frames) - 1, int(now * PICTURE_RATE))] for now in description.moments[::step]]
        _encode(shown, sound, f"{_MP4} {_MP4_SOUND}", TARGET / f"{NAME}-audiodeskription.mp4")
    _poster(frames[-1], TARGET / f"{NAME}.jpg")


def _encode(frames: Sequence[bytes], sound: Path, how: str, target: Path) -> None:
    """Write *frames* and *sound* to *target*."""
    pipe = f"-f image2pipe -c:v png -framerate {PICTURE_RATE} -i - -i".split()
    options = f"{_SAME_BYTES} {_COLOURS} {how}".split()
    command = ["ffmpeg", "-loglevel", "error", "-y", *pipe, sound, *options, target]
    subprocess.run([str(part) for part in command], input=b"".join(frames), check=True)


def _poster(frame: bytes, target: Path) -> None:
    """Write *frame* as the picture that stands in for the film until it plays."""
    options = f"-frames:v 1 -c:v mjpeg -pix_fmt yuvj444p -q:v 7 {_SAME_BYTES}".split()
    command = ["ffmpeg", "-loglevel", "error", "-y", "-f", "image2pipe", "-i", "-", *options, str(target)]
    subprocess.run(command, input=frame, check=True)


def _mix(music: Iterable[int], speech: Iterable[int]) -> array[int]:
    """Return both at once, never louder than a sample can say."""
    both = zip(music, speech, strict=True)
    return array("h", (max(-32768, min(32767, tone + round(said * 0.8))) for tone, said in both))


def _write(path: Path, samples: array[int]) -> None:
    """Write *samples* as a sound file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


if __name__ == "__main__":
    main()
