package io.deepgrow.app.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The libraries that a CycloneDX file lists. */
final class BillOfMaterials {

  private static final ObjectMapper JSON = new ObjectMapper();

  private BillOfMaterials() {}

  /**
   * All components, nested ones too.
   *
   * @throws IOException when the file is no bill of materials, or names no library
   */
  static List<Component> read(Path file) throws IOException {
    JsonNode bill;
    try {
      bill = JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new IOException(file + " can't be read: " + e.getMessage(), e);
    }
    if (!bill.path("bomFormat").asText().equals("CycloneDX")) {
      throw new IOException(file + " is no CycloneDX bill of materials");
    }
    List<Component> components = new ArrayList<>();
    collect(bill.path("components"), components);
    if (components.isEmpty()) {
      throw new IOException(file + " lists no library");
    }
    return components;
  }

  private static void collect(JsonNode listed, List<Component> components) {
    for (JsonNode component : listed) {
      components.add(
          new Component(
              component.path("group").asText(),
              component.path("name").asText(),
              component.path("version").asText(),
              licences(component.path("licenses"))));
      collect(component.path("components"), components);
    }
  }

  private static List<String> licences(JsonNode listed) {
    List<String> names = new ArrayList<>();
    for (JsonNode choice : listed) {
      JsonNode licence = choice.path("license");
      String name = licence.path("id").asText(licence.path("name").asText());
      names.add(choice.path("expression").asText(name));
    }
    return names;
  }
}
