package io.deepgrow.seg.write;

/**
 * Who wrote the object (Enhanced General Equipment, PS3.3 C.7.5.2): none may be empty, and the
 * serial number names the installation, not a host or a person.
 */
public record Equipment(
    String manufacturer, String modelName, String serialNumber, String softwareVersions) {

  private static final int MAX_LONG_STRING = 64;

  public Equipment {
    check("manufacturer", manufacturer);
    check("model name", modelName);
    check("serial number", serialNumber);
    check("software version", softwareVersions);
  }

  private static void check(String what, String text) {
    if (text.isBlank() || text.length() > MAX_LONG_STRING || text.indexOf('\\') >= 0) {
      throw new IllegalArgumentException(
          "The equipment's " + what + " has 1 to 64 characters and no backslash");
    }
  }
}
