package io.deepgrow.app.openapi;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Makes the OpenAPI document whole when the service is built: what the annotations give, then the
 * files beside it in {@code openapi/}, then the errors that every operation can answer with.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI api) {
    try {
      // what reads it back takes no bare control characters
      ObjectMapper json = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
      ObjectNode tree = (ObjectNode) json.readTree(plain().withInitialModel(api).build().toJSON());
      Overlay.read().applyTo(tree);
      ErrorAnswers.addTo(tree);
      replace(api, read(json.writeValueAsBytes(tree)));
    } catch (IOException e) {
      throw new UncheckedIOException("The OpenAPI document can't be made", e);
    }
  }

  private static OpenAPI read(byte[] document) {
    return plain().withCustomStaticFile(() -> new ByteArrayInputStream(document)).build().model();
  }

  private static SmallRyeOpenAPI.Builder plain() {
    return SmallRyeOpenAPI.builder()
        .enableModelReader(false)
        .enableStandardStaticFiles(false)
        .enableAnnotationScan(false)
        .enableStandardFilter(false);
  }

  private static void replace(OpenAPI api, OpenAPI by) {
    api.setInfo(by.getInfo());
    api.setTags(by.getTags());
    api.setSecurity(by.getSecurity());
    api.setComponents(by.getComponents());
    api.setPaths(by.getPaths());
  }
}
