package io.deepgrow.app.supply;

import java.util.List;

/**
 * A library of a bill of materials.
 *
 * @param licences SPDX identifiers, or names where the library has none
 */
record Component(String group, String artifact, String version, List<String> licences) {

  Component {
    licences = List.copyOf(licences);
  }

  /** As Maven and OSV name it, {@code group:artifact}. */
  String name() {
    return group + ":" + artifact;
  }

  /** How the Quarkus package names its jar. */
  String packagedJar() {
    return group + "." + artifact + "-" + version + ".jar";
  }

  @Override
  public String toString() {
    return name() + ":" + version;
  }
}
