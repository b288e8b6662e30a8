package io.deepgrow.app.compat.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.upload.StagedFile;
import io.deepgrow.app.upload.UploadConfig;
import io.deepgrow.app.upload.UploadFolder;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.MultipartReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the bodies that clients send: multipart, urlencoded, JSON or none at all. */
@ApplicationScoped
public class FormReader {

  private static final int MAX_TEXT = 4 << 20;
  private static final int MAX_FIELDS = 100;
  private static final String PARAMS = "params";

  private final UploadFolder folder;
  private final ObjectMapper json;
  private final int maxFiles;

  FormReader(UploadFolder folder, ObjectMapper json, UploadConfig config) {
    this.folder = folder;
    this.json = json;
    this.maxFiles = config.maxFiles();
  }

  /**
   * Reads a body; files go to disk as they come.
   *
   * @throws ApiException {@code request.malformed}, {@code upload.too_large}
   */
  public ClientForm read(String contentType, InputStream body) {
    String type = contentType.toLowerCase(Locale.ROOT);
    Map<String, String> fields = new HashMap<>();
    List<ClientForm.FilePart> files = new ArrayList<>();
    boolean done = false;
    try {
      if (type.startsWith("multipart/")) {
        PushbackInputStream parts = new PushbackInputStream(body);
        int first = parts.read();
        if (first >= 0) {
          parts.unread(first);
          multipart(MultipartReader.of(parts, contentType), fields, files);
        }
      } else if (type.startsWith("application/x-www-form-urlencoded")) {
        fields.putAll(urlencoded(text(body)));
      } else {
        fields.put(PARAMS, text(body));
      }
      JsonNode params = Params.parse(json, fields.getOrDefault(PARAMS, ""));
      done = true;
      return new ClientForm(params, fields, files, folder);
    } catch (DicomWebException e) {
      throw malformed("The multipart body is damaged or ends early");
    } catch (JsonProcessingException e) {
      throw malformed("'params' is not a JSON object, or has a NUL in a text");
    } catch (IOException e) {
      throw malformed("The body ends early");
    } finally {
      if (!done) {
        files.forEach(f -> folder.deleteFile(f.file().path()));
      }
    }
  }

  /** The click list of a form. */
  public ClickLists clicks(ClientForm form) {
    return ClickLists.of(json, form.params());
  }

  /**
   * A JSON object in a field of its own, else the parameters.
   *
   * @throws ApiException {@code request.malformed} when the field is none
   */
  public JsonNode object(ClientForm form, String field) {
    try {
      return form.field(field).isPresent()
          ? Params.parse(json, form.field(field).get())
          : form.params();
    } catch (JsonProcessingException e) {
      throw malformed("'" + field + "' is not a JSON object");
    }
  }

  private void multipart(
      MultipartReader parts, Map<String, String> fields, List<ClientForm.FilePart> files)
      throws IOException {
    long bytes = 0;
    for (Optional<MultipartReader.Part> next = parts.next();
        next.isPresent();
        next = parts.next()) {
      PartName name = PartName.of(next.get().headers().getOrDefault("content-disposition", ""));
      InputStream in = next.get().body();
      if (name.fileName().isPresent()) {
        if (files.size() >= maxFiles) {
          throw new ApiException(
              ErrorCode.UPLOAD_TOO_LARGE, "A request has at most " + maxFiles + " files");
        }
        StagedFile file = folder.stage(name.fileName().get(), in, bytes);
        bytes += file.bytes();
        files.add(new ClientForm.FilePart(name.field(), file));
      } else {
        put(fields, name.field(), text(in));
      }
    }
  }

  /**
   * The fields of an urlencoded form.
   *
   * @throws ApiException {@code request.malformed}
   */
  public static Map<String, String> urlencoded(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          put(
              fields,
              plain(URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8)),
              plain(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
          throw malformed("The form is not urlencoded");
        }
      }
    }
    return fields;
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (fields.size() >= MAX_FIELDS) {
      throw malformed("A form has at most " + MAX_FIELDS + " fields");
    }
    fields.putIfAbsent(name, value);
  }

  private static String text(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_TEXT + 1);
    if (bytes.length > MAX_TEXT) {
      throw new ApiException(
          ErrorCode.UPLOAD_TOO_LARGE, "A text field has at most " + MAX_TEXT + " bytes");
    }
    return plain(new String(bytes, StandardCharsets.UTF_8));
  }

  private static String plain(String text) {
    if (text.indexOf('\0') >= 0) {
      throw malformed("Text has no NUL");
    }
    return text;
  }

  private static ApiException malformed(String what) {
    return new ApiException(ErrorCode.BAD_REQUEST, what);
  }
}
