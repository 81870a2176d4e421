// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.HttpRequest.Multipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code multipart/form-data} (RFC 7578). */
final class MultipartBody implements Multipart {

    private final String boundary;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /**
     * Begins a body.
     *
     * @param boundary random enough to occur in no part
     */
    MultipartBody(String boundary) {
        this.boundary = boundary;
    }

    @Override
    public Multipart field(String name, String value) {
        begin("form-data; name=\"" + escaped(name) + "\"");
        text("\r\n");
        return end(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Multipart file(String name, String fileName, byte[] content, String contentType) {
        HeaderRules.checkValue("content type of '" + ForeignText.clean(name) + "'", contentType);
        begin("form-data; name=\"" + escaped(name) + "\"; filename=\"" + escaped(fileName) + "\"");
        text("Content-Type: " + contentType + "\r\n\r\n");
        return end(content);
    }

    @Override
    public Multipart file(String name, Path file, String contentType) {
        try {
            Path fileName = file.getFileName();
            return file(name, fileName == null ? "" : fileName.toString(), Files.readAllBytes(file), contentType);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + file + "' for part '" + ForeignText.clean(name) + "'", e);
        }
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    byte[] toBytes() {
        text("--" + boundary + "--\r\n");
        return bytes.toByteArray();
    }

    private void begin(String disposition) {
        text("--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\n");
    }

    private Multipart end(byte[] content) {
        bytes.writeBytes(content);
        text("\r\n");
        return this;
    }

    private void text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    // As browsers do: HTML, "multipart/form-data encoding algorithm".
    private static String escaped(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
