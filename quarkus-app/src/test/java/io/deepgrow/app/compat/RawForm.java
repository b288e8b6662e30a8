package io.deepgrow.app.compat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart request as a client writes it, parts in the order they are added. */
public final class RawForm {

  /** The boundary of the Python clients. */
  public static final String PYTHON = "----------lImIt_of_THE_fIle_eW_$";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final String boundary;
  private final boolean quoted;

  private RawForm(String boundary, boolean quoted) {
    this.boundary = boundary;
    this.quoted = quoted;
  }

  public static RawForm python() {
    return new RawForm(PYTHON, false);
  }

  /** As the C++ client names its boundary. */
  public static RawForm quoted() {
    return new RawForm("MIME_boundary_0123456789ABCDEF", true);
  }

  /** As MITK names its boundary. */
  public static RawForm httplib() {
    return new RawForm("--httplib-multipart-data-x7Kq2LmZp0Ws4TyB", false);
  }

  public RawForm field(String name, String value) {
    text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
    text(value + "\r\n");
    return this;
  }

  public RawForm params(String json) {
    return field("params", json);
  }

  public RawForm file(String name, String fileName, byte[] content) {
    text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name);
    text("\"; filename=\"" + fileName + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    bytes.writeBytes(content);
    text("\r\n");
    return this;
  }

  private void text(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public String contentType() {
    return "multipart/form-data; boundary=" + (quoted ? "\"" + boundary + "\"" : boundary);
  }

  public byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes.toByteArray());
    all.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return all.toByteArray();
  }
}
