package io.deepgrow.app.edge;

import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.security.Admission;
import io.quarkus.oidc.OIDCException;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Says that the site's identity provider cannot be reached: to people on the page to sign in. */
@ApplicationScoped
class ProviderAway {

  private static final Logger LOG = Logger.getLogger(ProviderAway.class);
  private static final int BEFORE_OTHERS = -100_000;

  private static final String SIGN_OUT = "/sign-out/provider";

  /** How the cookies begin by which the framework knows people of the provider. */
  private static final String COOKIES = "q_";

  private final Admission admission;
  private final SignInRedirect redirect;

  ProviderAway(Admission admission, SignInRedirect redirect) {
    this.admission = admission;
    this.redirect = redirect;
  }

  void register(@Observes Router router) {
    router.route().order(BEFORE_OTHERS).failureHandler(this::handle);
  }

  private void handle(RoutingContext context) {
    if (!(context.failure() instanceof OIDCException) || context.response().headWritten()) {
      context.next();
      return;
    }
    LOG.warn("the site's identity provider can't be reached for now");
    String path = context.normalizedPath();
    if (admission.isForProvider(path)
        || path.equals(SIGN_OUT)
        || SignInRedirect.applies(context, ErrorCode.UNAUTHENTICATED)) {
      // with them, the page to sign in would fail in the same way
      List.copyOf(context.request().cookies()).stream()
          .map(Cookie::getName)
          .filter(name -> name.startsWith(COOKIES))
          .forEach(name -> context.response().removeCookie(name));
      redirect.sayProviderAway(context);
    } else {
      new Refusal(
              ErrorCode.PROVIDER_UNREACHABLE,
              "The identity provider of the site cannot be reached, so nobody knows who you are;"
                  + " send the request again, or use an API key")
          .answer(context);
    }
  }
}
