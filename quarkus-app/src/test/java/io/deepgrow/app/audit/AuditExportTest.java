package io.deepgrow.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Cells of an export as spreadsheets read them. */
class AuditExportTest {

  @Test
  void whatASpreadsheetWouldReckonWithBeginsWithAnApostrophe() {
    for (String begin : new String[] {"=", "+", "-", "@", "\t"}) {
      assertThat(AuditExport.cell(begin + "1")).isEqualTo("'" + begin + "1");
    }
    assertThat(AuditExport.cell("\r1")).isEqualTo("\"'\r1\"");
  }

  @Test
  void commasQuotationMarksAndLinesStayInTheirCell() {
    assertThat(AuditExport.cell("a,b")).isEqualTo("\"a,b\"");
    assertThat(AuditExport.cell("a\"b")).isEqualTo("\"a\"\"b\"");
    assertThat(AuditExport.cell("a\nb")).isEqualTo("\"a\nb\"");
    assertThat(AuditExport.cell("plain")).isEqualTo("plain");
    assertThat(AuditExport.cell("")).isEmpty();
  }
}
