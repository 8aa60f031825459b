"""Audit the run lock for known vulnerabilities: a finding fails; a service that cannot be reached is said in a line.

    pip-audit --format json ... >report 2>messages; python .ci/audit.py CODE report messages
"""

import json
import sys
from pathlib import Path

UNREACHABLE = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ProxyError", "NameResolutionError", "ServiceError")


def verdict(code: int, report: str, messages: str) -> tuple[int, str]:
    """The exit code and the one line that says why."""
    if not report.strip():
        lines = messages.strip().splitlines() or ["no message"]
        if code and any(name in lines[-1] for name in UNREACHABLE):
            return 0, "audit: not done, the vulnerability service cannot be reached from here"
        return 1, f"audit: failed without a report: {lines[-1]}"
    packages = json.loads(report)["dependencies"]
    found = [f"{package['name']} {package['version']}: {', '.join(one['id'] for one in package['vulns'])}"
             for package in packages if package.get("vulns")]
    if found:
        return 1, "audit: " + "; ".join(found)
    audited = [package for package in packages if "skip_reason" not in package]
    if not audited:
        return 0, "audit: not done, the index in use here has no vulnerability service behind it"
    left_out = [package["name"] for package in packages if "skip_reason" in package]
    if left_out:
        return 1, "audit: some packages are unknown to the vulnerability service: " + ", ".join(left_out)
    return 0, f"audit: no known vulnerability in {len(audited)} packages"


if __name__ == "__main__":
    exit_code, line = verdict(int(sys.argv[1]), Path(sys.argv[2]).read_text(), Path(sys.argv[3]).read_text())
    print(line)     # noqa: T201
    sys.exit(exit_code)
