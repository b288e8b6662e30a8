import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Prints the libraries of a CycloneDX bill of materials with their licences, one a line. */
final class Licences {

  public static void main(String[] arguments) throws IOException {
    TreeSet<String> lines = new TreeSet<>();
    for (JsonNode one : new ObjectMapper().readTree(Path.of(arguments[0]).toFile()).path("components")) {
      StringJoiner licences = new StringJoiner(", ");
      for (JsonNode licence : one.path("licenses")) {
        JsonNode named = licence.path("license");
        licences.add(
            licence.has("expression")
                ? licence.get("expression").asText()
                : named.path("id").asText(named.path("name").asText()));
      }
      lines.add(
          one.path("group").asText() + ":" + one.path("name").asText() + ":" + one.path("version").asText()
              + " " + (licences.length() == 0 ? "(not named)" : licences));
    }
    lines.forEach(System.out::println);
  }
}
