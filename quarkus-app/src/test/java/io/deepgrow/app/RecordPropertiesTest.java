package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.volume.grid.PatientPoint;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What a record says in JSON are its components, and nothing that can be computed from them. */
class RecordPropertiesTest {

  private final ObjectMapper mapper = new ObjectMapper();

  RecordPropertiesTest() {
    new StrictJson().customize(mapper);
  }

  /** The records of the place that a class comes from. */
  private static List<Class<?>> records(Class<?> of) throws Exception {
    URI place = of.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path path = Path.of(place);
    if (Files.isDirectory(path)) {
      return records(path);
    }
    try (FileSystem jar = FileSystems.newFileSystem(path, Map.of())) {
      return records(jar.getPath("/"));
    }
  }

  private static List<Class<?>> records(Path root) throws IOException, ClassNotFoundException {
    List<Class<?>> records = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = root.relativize(file).toString().replace('/', '.');
        if (name.startsWith("io.deepgrow.") && !name.endsWith("-info.class")) {
          Class<?> type =
              Class.forName(
                  name.substring(0, name.length() - ".class".length()),
                  false,
                  RecordPropertiesTest.class.getClassLoader());
          if (type.isRecord()) {
            records.add(type);
          }
        }
      }
    }
    return records;
  }

  private Set<String> properties(Class<?> type) {
    return mapper
        .getSerializationConfig()
        .introspect(mapper.constructType(type))
        .findProperties()
        .stream()
        .filter(p -> p.couldSerialize())
        .map(p -> p.getInternalName())
        .collect(Collectors.toSet());
  }

  @Test
  void noRecordTellsMoreThanItsComponents() throws Exception {
    SoftAssertions softly = new SoftAssertions();
    List<Class<?>> all = new ArrayList<>();
    for (Class<?> place :
        List.of(
            Problem.class,
            PatientPoint.class,
            StudyUid.class,
            StructureCode.class,
            ModelDescriptor.class)) {
      all.addAll(records(place));
    }
    assertThat(all).hasSizeGreaterThan(60).contains(PatientPoint.class, Problem.class);
    for (Class<?> type : all) {
      Set<String> components =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getName)
              .collect(Collectors.toSet());
      softly.assertThat(components).as(type.getName()).containsAll(properties(type));
    }
    softly.assertAll();
  }

  @Test
  void aPointHasThreeNumbers() throws IOException {
    String json = mapper.writeValueAsString(new PatientPoint(1, 2, 3));

    assertThat(json).isEqualTo("{\"x\":1.0,\"y\":2.0,\"z\":3.0}");
    assertThat(mapper.readValue(json, PatientPoint.class)).isEqualTo(new PatientPoint(1, 2, 3));
  }
}
