package io.deepgrow.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentPolicyTest {

  @Test
  void namesInlineScriptsByTheirHashes() {
    // echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64
    assertThat(ContentPolicy.of("<p><script>alert(1)</script><script src=\"/x.js\"></script>"))
        .contains(
            "script-src 'self' 'unsafe-eval' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';");
  }

  @Test
  void allowsNoInlineScriptsAndNoStrangers() {
    String policy = ContentPolicy.of("");
    assertThat(policy).contains("default-src 'self'").contains("object-src 'none'");
    assertThat(policy.replaceAll("style-src[^;]*", "")).doesNotContain("unsafe-inline");
    assertThat(policy).doesNotContain("http").doesNotContain("*");
  }
}
