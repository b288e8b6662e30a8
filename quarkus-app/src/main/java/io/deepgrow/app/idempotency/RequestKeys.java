package io.deepgrow.app.idempotency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the Idempotency-Key of a request, and tells what is requested by canonical JSON. */
@ApplicationScoped
public class RequestKeys {

  /** The header that carries it. */
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern KEY = Pattern.compile("[!-~]{1,120}");

  /** Members sorted and absent ones left out: the same whatever order a caller writes them in. */
  private final JsonMapper canonical =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .findAndAddModules()
          .build();

  /**
   * A key as it is, if it can be one.
   *
   * @throws ApiException {@code request.malformed}
   */
  public static @Nullable String checked(@Nullable String key) {
    if (key != null && !KEY.matcher(key).matches()) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, HEADER + " has 1 to 120 visible ASCII characters, none a space");
    }
    return key;
  }

  /**
   * The key of a request; none when it came without one.
   *
   * @param scope within which keys differ
   * @param operation such as {@code click 3}
   * @param request what is requested, as it is written to JSON
   * @throws ApiException {@code request.malformed} when the key can be none
   */
  public Optional<RequestKey> of(
      Object scope, String operation, Object request, @Nullable String key) {
    String known = checked(key);
    if (known == null) {
      return Optional.empty();
    }
    try {
      String hash = Sha256.of(operation + "\n" + canonical.writeValueAsString(request));
      return Optional.of(new RequestKey(scope.toString(), known, hash));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A request can't be written", e);
    }
  }
}
