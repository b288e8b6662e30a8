package io.deepgrow.app.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** What is larger than the settings allow is refused while it comes. */
@QuarkusTest
@TestProfile(GuardedProfile.class)
@WithTestResource(TestDatabase.class)
class LimitsIT {

  private static final String BEARER = "Authorization: Bearer " + GuardedProfile.TOKEN;

  private final ClientCalls calls = new ClientCalls();

  private RawAnswer open(RawForm form) throws Exception {
    return calls.http().send("PUT", "/session/", form, BEARER);
  }

  @Test
  void oneLargePartAndManySmallOnesCountTheSame() throws Exception {
    byte[] good = Phantoms.niftiGz(Phantoms.straight());
    assertThat(good.length).isLessThan(GuardedProfile.MAX_BYTES);
    calls.good(open(RawForm.python().file("image", "q.nii.gz", good)));

    calls.error(
        open(RawForm.python().file("image", "q.nii", new byte[GuardedProfile.MAX_BYTES + 1])), 413);
    RawForm many = RawForm.python();
    for (int n = 0; n < 5; n++) {
      many.file("image" + n, n + ".dcm", new byte[GuardedProfile.MAX_BYTES / 4]);
    }
    calls.error(open(many), 413);
  }

  @Test
  void filesAreCounted() throws Exception {
    RawForm many = RawForm.python();
    for (int n = 0; n <= GuardedProfile.MAX_FILES; n++) {
      many.file("image" + n, n + ".dcm", new byte[] {1});
    }
    calls.error(open(many), 413);
  }
}
