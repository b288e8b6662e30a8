package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Role;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What fields of forms hold, and the answers to forms. */
final class Forms {

  private Forms() {}

  /** A field as text; empty where it is not sent. */
  static String text(@Nullable String field) {
    return field == null ? "" : field.strip();
  }

  /**
   * A role.
   *
   * @throws ApiException {@code request.malformed}
   */
  static Role role(@Nullable String field) {
    String name = text(field).toUpperCase(Locale.ROOT);
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow(() -> malformed("Choose a role"));
  }

  /** Roles, each once. */
  static Set<Role> roles(@Nullable List<String> fields) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (fields != null) {
      fields.forEach(field -> roles.add(role(field)));
    }
    return roles;
  }

  /** An id; null where the field is empty. */
  static @Nullable UUID id(@Nullable String field) {
    try {
      return text(field).isEmpty() ? null : UUID.fromString(text(field));
    } catch (IllegalArgumentException e) {
      throw malformed("A field of the form has no id; open the page anew");
    }
  }

  /** A whole number from 0 to a most. */
  static int number(@Nullable String field, String what, int most) {
    String text = text(field);
    if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > most) {
      throw malformed(what + " is a whole number from 0 to " + most);
    }
    return Integer.parseInt(text);
  }

  /** The revision that the page showed; null where the form has none. */
  static @Nullable Integer revision(@Nullable String field) {
    return text(field).isEmpty() ? null : (Integer) number(field, "The revision", 999_999);
  }

  /**
   * Refuses what can't be undone unless the name of its object was typed.
   *
   * @throws ApiException {@code request.malformed}
   */
  static void requireConfirmed(@Nullable String field, String name) {
    if (!text(field).equals(name)) {
      throw malformed("This can't be undone: type " + name + " to confirm it");
    }
  }

  /**
   * Does what a form is for.
   *
   * @param deed gives where to look next
   * @param again the page of the form with what was wrong
   */
  static Response answer(Supplier<URI> deed, Function<String, TemplateInstance> again) {
    try {
      return Response.seeOther(deed.get()).build();
    } catch (ApiException e) {
      return refused(e, again);
    }
  }

  /**
   * A page, or another one with what is wrong with the request for it.
   *
   * @param otherwise the page with what was wrong
   */
  static Response shown(
      Supplier<TemplateInstance> page, Function<String, TemplateInstance> otherwise) {
    try {
      return Response.ok(page.get()).build();
    } catch (ApiException e) {
      return refused(e, otherwise);
    }
  }

  /** The page of a form again, with what was wrong. */
  static Response refused(ApiException e, Function<String, TemplateInstance> again) {
    return Response.status(e.code().status())
        .entity(again.apply(String.valueOf(e.getMessage())))
        .build();
  }

  private static ApiException malformed(String text) {
    return new ApiException(ErrorCode.BAD_REQUEST, text);
  }
}
