package io.deepgrow.command;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Words for errors of files and connections, many of which say a path and nothing else. */
public final class FileTrouble {

  private FileTrouble() {}

  /** The file, if the error names one, and what is wrong. */
  public static String words(IOException e) {
    if (e instanceof FileSystemException trouble && trouble.getFile() != null) {
      return trouble.getFile() + ": " + reason(e);
    }
    return reason(e);
  }

  /** What is wrong, without the file. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "there is one already";
    }
    if (e instanceof NotDirectoryException) {
      return "it is no folder";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    if (e instanceof FileSystemException trouble && trouble.getReason() != null) {
      return trouble.getReason();
    }
    if (e instanceof ConnectException) {
      boolean nameless =
          e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException;
      return nameless ? "there is no host of this name" : "no connection";
    }
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
