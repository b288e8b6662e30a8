#!/bin/sh
# Makes a Python environment with MONAI Label's client in it, and NVIDIA's too: setup.sh FOLDER [aiaa]
# Exit status 3, after a line that says why, where that can't be done.
#
# MONAI Label's client is one module of its package, which as a whole would bring PyTorch along.
# AIAA's is in no package registry; it comes from its repository, or from the file AIAA_CLIENT_API.
set -eu
folder=$1
monailabel=0.8.5
commit=2706251c9c8444e2a6e7f6fe9943a1a45e2c9da2
aiaa=https://raw.githubusercontent.com/NVIDIA/ai-assisted-annotation-client/$commit/py_client/client_api.py
checksum=8fdcc46dcbb82d386156532c5b7f5819dea76205ea1b1de866322a3e305eb4cf

without() {
  echo "Python clients: $1"
  exit 3
}

pip() {
  command=$1
  shift
  "$folder/bin/python" -m pip "$command" --quiet --disable-pip-version-check --retries 1 "$@"
}

command -v python3 >/dev/null || without "python3 is not installed"
if [ ! -e "$folder/client.py" ]; then
  rm -rf "$folder"
  python3 -m venv "$folder" >/dev/null 2>&1 || without "python3 has no venv (Debian: python3-venv)"
  pip install requests 'legacy-cgi; python_version >= "3.13"' || without "the package registry can't be reached"
  pip download --no-deps --dest "$folder/wheel" "monailabel==$monailabel" || without "monailabel can't be downloaded"
  "$folder/bin/python" - "$folder" <<'PYTHON'
import glob, sys, zipfile
folder = sys.argv[1]
with zipfile.ZipFile(glob.glob(folder + "/wheel/*.whl")[0]) as wheel:
    source = wheel.read("monailabel/client/client.py")
open(folder + "/client.py", "wb").write(source)
PYTHON
fi
if [ "${2:-}" = aiaa ] && [ ! -e "$folder/client_api.py" ]; then
  pip install numpy SimpleITK || without "SimpleITK can't be installed"
  if [ -n "${AIAA_CLIENT_API:-}" ]; then
    cp "$AIAA_CLIENT_API" "$folder/client_api.part"
  else
    "$folder/bin/python" -c 'import sys, requests; open(sys.argv[2], "wb").write(requests.get(sys.argv[1], timeout=30).content)' \
      "$aiaa" "$folder/client_api.part" 2>/dev/null || without "NVIDIA's can't be downloaded; AIAA_CLIENT_API may name its file"
  fi
  echo "$checksum  $folder/client_api.part" | sha256sum --check --status || without "NVIDIA's is not the one expected"
  mv "$folder/client_api.part" "$folder/client_api.py"
fi
