package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorCodesUsedTest {

  @Test
  void everyErrorCodeIsAnsweredSomewhereInTheService() {
    Set<String> used =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.deepgrow.app")
                .get(ErrorCode.class)
                .getFieldAccessesToSelf()
                .stream()
                .filter(access -> !isTheEnumsOwn(access))
                .map(access -> access.getTarget().getName())
                .collect(Collectors.toSet());

    assertThat(used).containsAll(Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
  }

  /** The enum itself, and the table that the compiler makes of its switch expressions. */
  private static boolean isTheEnumsOwn(JavaFieldAccess access) {
    return access.getOriginOwner().getName().matches(".*\\.ErrorCode(\\$.*)?");
  }
}
