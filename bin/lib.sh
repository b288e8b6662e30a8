# Shared by the scripts in this folder: messages, checks and building what is missing.

say() { printf '%s\n' "$*" >&2; }
die() {
  say "error: $*"
  exit 1
}

need_java() {
  command -v java >/dev/null || die "no java on the PATH: install a JDK, 17 or newer (Debian: openjdk-17-jdk-headless)."
  local version
  version=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
  [ "${version%%.*}" -ge 17 ] 2>/dev/null || die "Java ${version:-of unknown version} is too old: JDK 17 or newer is needed."
}

need_build_tools() {
  need_java
  command -v javac >/dev/null || die "java is there but javac is not: install a JDK (Debian: openjdk-17-jdk-headless)."
  command -v mvn >/dev/null || die "no mvn on the PATH: install Maven 3.8 or newer (Debian: maven)."
}

# leave_viewer_out: the service is built without the viewer, whose folder must be there all the same.
leave_viewer_out() {
  mkdir -p ohif-extension/target/classes
}

# build_if_stale MARKER MODULES PHASE-OR-GOALS...: packages the modules unless MARKER is newer than every source.
build_if_stale() {
  local marker=$1 modules=$2
  shift 2
  if [ -e "$marker" ] && [ -z "$(find pom.xml ./*/pom.xml ./*/src/main db/migrations ohif-extension/package-lock.json ohif-extension/build -type f -newer "$marker" -print -quit 2>/dev/null)" ]; then
    return
  fi
  need_build_tools
  say "Building $modules (the first time Maven downloads libraries) ..."
  local log
  log=$(mktemp)
  if ! mvn -B -ntp -pl "$modules" -am -DskipTests -Dspotless.check.skip -Djacoco.skip "$@" package >"$log" 2>&1; then
    grep -E '^\[ERROR\]' "$log" | head -20 >&2
    die "the build failed; the whole log is in $log"
  fi
  rm -f "$log"
  [ -e "$marker" ] || die "the build ended without $marker"
  touch "$marker"
}
