package io.deepgrow.app.compat.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Answers byte for byte as these clients read them: boundary unquoted and last, parameters before
 * the file, Content-Disposition before Content-Type, an exact length, neither chunks nor
 * compression.
 */
@ApplicationScoped
public class ClientAnswers {

  private static final String OCTETS = "application/octet-stream";

  private final ObjectMapper json;

  ClientAnswers(ObjectMapper json) {
    this.json = json;
  }

  /** Parameters and a file. */
  public Response multipart(Object params, MaskFile file) {
    String boundary = UUID.randomUUID().toString().replace("-", "");
    String opening =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"params\"\r\n"
            + "Content-Type: application/json\r\n\r\n"
            + text(params)
            + "\r\n--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\""
            + file.name()
            + "\"\r\nContent-Type: "
            + OCTETS
            + "\r\n\r\n";
    Body body =
        Body.joined(List.of(text8(opening), file.body(), text8("\r\n--" + boundary + "--\r\n")));
    return answer("multipart/form-data; boundary=" + boundary, body).build();
  }

  /** The file alone. */
  public Response file(MaskFile file) {
    return file(file, OCTETS);
  }

  public Response file(MaskFile file, String type) {
    return answer(type, file.body())
        .header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
        .build();
  }

  private static Response.ResponseBuilder answer(String type, Body body) {
    StreamingOutput output = body::writeTo;
    return Response.ok(output).header("Content-Type", type).header("Content-Length", body.length());
  }

  private static Body text8(String text) {
    return Body.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private String text(Object params) {
    try {
      return json.writeValueAsString(params);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer can't be written", e);
    }
  }
}
