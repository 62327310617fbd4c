"""Writes `var/demo.env`: keys and settings of the demo, made once per checkout. Runs before Django can start.

Run as `python -m legitimacy.demo_env`. Fernet keys are 32 random bytes in URL-safe base64.
"""

import base64
import secrets
from pathlib import Path

DEMO_ENV = Path(__file__).resolve().parent.parent / "var" / "demo.env"


def demo_settings() -> dict[str, str]:
    """Environment of a demo; keys begin with `demo-` (Fernet keys inside their base64), so production refuses them."""
    return {
        "DEMO": "1",
        "SECRET_KEY": f"demo-{secrets.token_urlsafe(48)}",
        "FIELD_KEYS": base64.urlsafe_b64encode(b"demo-" + secrets.token_bytes(27)).decode(),
        "LOOKUP_KEY": f"demo-{secrets.token_urlsafe(32)}",
        "TRAIL_KEY": f"demo-{secrets.token_urlsafe(32)}",
        "METRICS_TOKEN": f"demo-{secrets.token_urlsafe(16)}",
        "DEMO_PASSWORD": secrets.token_urlsafe(12),
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
    }


def demo_env_write(path: Path = DEMO_ENV) -> bool:
    """Write the file when absent, readable by its owner only. True when written."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text("".join(f"{key}='{value}'\n" for key, value in demo_settings().items()), encoding="utf-8")
    return True


if __name__ == "__main__":
    demo_env_write()
