package io.deepgrow.app.schema;

import java.io.Reader;
import java.io.StringReader;
import org.flywaydb.core.api.resource.LoadableResource;

/** One migration of this release, in memory. */
final class MigrationFile extends LoadableResource {

  private final String name;
  private final String text;

  MigrationFile(String name, String text) {
    this.name = name;
    this.text = text;
  }

  @Override
  public Reader read() {
    return new StringReader(text);
  }

  @Override
  public String getAbsolutePath() {
    return MigrationFiles.FOLDER + "/" + name;
  }

  @Override
  public String getAbsolutePathOnDisk() {
    return getAbsolutePath();
  }

  @Override
  public String getFilename() {
    return name;
  }

  @Override
  public String getRelativePath() {
    return name;
  }
}
