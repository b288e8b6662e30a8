package io.deepgrow.app.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Entries of the OSV data base from JSON files, in a folder or in a ZIP as OSV publishes them. */
final class OsvData {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<OsvEntry> entries;

  private OsvData(List<OsvEntry> entries) {
    this.entries = entries;
  }

  /**
   * Reads a folder with JSON and ZIP files at any depth, or one such file.
   *
   * @throws IOException naming the file that can't be read, or when nothing in it concerns Maven
   */
  static OsvData read(Path place) throws IOException {
    List<OsvEntry> entries = new ArrayList<>();
    if (!Files.exists(place)) {
      throw new IOException("There is nothing at " + place);
    }
    try (Stream<Path> found = Files.walk(place)) {
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        if (file.toString().endsWith(".zip")) {
          readZip(file, entries);
        } else if (file.toString().endsWith(".json")) {
          try (InputStream in = Files.newInputStream(file)) {
            read(in, file.toString(), entries);
          }
        }
      }
    }
    if (entries.stream().noneMatch(OsvEntry::concernsMaven)) {
      throw new IOException(place + " holds no OSV entries of the ecosystem Maven");
    }
    return new OsvData(entries);
  }

  private static void readZip(Path file, List<OsvEntry> entries) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().endsWith(".json")) {
          try (InputStream in = zip.getInputStream(entry)) {
            read(in, file + "!" + entry.getName(), entries);
          }
        }
      }
    } catch (ZipException e) {
      throw new IOException(file + " is a broken ZIP file: " + e.getMessage(), e);
    }
  }

  private static void read(InputStream in, String name, List<OsvEntry> entries) throws IOException {
    try {
      JsonNode json = JSON.readTree(in);
      if (json.isArray()) {
        for (JsonNode one : json) {
          entries.add(OsvEntry.read(one));
        }
      } else {
        entries.add(OsvEntry.read(json));
      }
    } catch (IOException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  int size() {
    return entries.size();
  }

  /** What is known against the libraries, a line each, sorted. */
  List<String> findings(List<Component> components) {
    TreeSet<String> findings = new TreeSet<>();
    for (Component component : components) {
      for (OsvEntry entry : entries) {
        entry.finding(component).ifPresent(findings::add);
      }
    }
    return List.copyOf(findings);
  }
}
