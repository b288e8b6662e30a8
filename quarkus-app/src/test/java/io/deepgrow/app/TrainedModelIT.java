package io.deepgrow.app;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;

import io.deepgrow.architecture.Architecture;
import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.model.Activation;
import io.deepgrow.model.Checksum;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.InputChannel;
import io.deepgrow.model.Intensity;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.Orientation;
import io.deepgrow.model.TrainingRecord;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A click answered by the card's kind of network out of a folder, as deepgrow export writes it. */
@QuarkusTest
@TestProfile(TrainedModelIT.Mounted.class)
@WithTestResource(TestDatabase.class)
class TrainedModelIT {

  private static final String SESSIONS = "/api/v1/sessions";
  private static final BasicUNet NETWORK =
      BasicUNet.of(List.of(8, 8, 8, 8, 8, 8), BasicUNet.Residual.NONE);

  /** A folder with one model in it. */
  public static class Mounted extends RulesIT.FakePacs {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("deepgrow.models.dir", models().toString());
      return overrides;
    }
  }

  private static Path models() {
    try {
      Path folder = Files.createDirectories(Path.of("target/trained-models"));
      Path model = Files.createDirectories(folder.resolve("mine"));
      byte[] graph = NETWORK.toOnnx(NETWORK.initial(new Random(1)));
      Files.write(model.resolve("model.onnx"), graph);
      Files.write(model.resolve("model.json"), DescriptorJson.write(descriptor(graph)));
      return folder.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelDescriptor descriptor(byte[] graph) {
    return new ModelDescriptor(
        "mine",
        "1",
        "Deepgrow 3D",
        NETWORK.describe(),
        Architecture.INPUT,
        Architecture.OUTPUT,
        List.of(InputChannel.IMAGE, InputChannel.POSITIVE, InputChannel.NEGATIVE),
        GridSize.cube(32),
        Intensity.unclipped(208, 388),
        new GuidanceSettings(2, GuidanceSettings.Combine.SUM_MINMAX),
        new CropSettings.Window(Spacing.isotropic(6), 2, CropSettings.Fill.PAD),
        Orientation.LPS,
        Activation.SIGMOID,
        0.5,
        List.of(),
        "Apache-2.0",
        "Generated phantoms",
        "Tests",
        Checksum.sha256(graph),
        new TrainingRecord("deepgrow train", 1, 4, 2, List.of()));
  }

  @Test
  void isListedAndAnswersAClick() {
    given().get("/api/v1/models").then().body("id", hasItem("mine"));
    String session =
        given()
            .contentType(ContentType.JSON)
            .body("{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.100\",\"modelId\":\"mine\"}")
            .post(SESSIONS + "?wait=PT30S")
            .then()
            .statusCode(201)
            .body("modelId", equalTo("mine"))
            .extract()
            .path("id");
    String segments = SESSIONS + "/" + session + "/segments";
    given()
        .contentType(ContentType.JSON)
        .body("{\"structure\":\"spleen\"}")
        .post(segments)
        .then()
        .statusCode(201);
    given()
        .contentType(ContentType.JSON)
        .body("{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":24,\"j\":24,\"k\":10}}")
        .post(segments + "/1/clicks")
        .then()
        .statusCode(200)
        .body("passes", equalTo(1))
        .body("voxels", greaterThanOrEqualTo(0));
  }
}
