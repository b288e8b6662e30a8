package io.deepgrow.training.prepare.layout;

import io.deepgrow.training.prepare.source.Label;
import java.util.HashSet;
import java.util.Set;

/** Makes names of cases that are safe in file names and not there twice. */
final class CaseNames {

  private final Set<String> taken = new HashSet<>();

  String next(String wanted) {
    String slug = Label.slug(wanted.replaceAll("(?i)\\.(nii|nii\\.gz|nrrd)$", ""));
    String base = slug.isEmpty() ? "case" : slug;
    String name = base;
    for (int n = 2; !taken.add(name); n++) {
      name = base + "_" + n;
    }
    return name;
  }
}
