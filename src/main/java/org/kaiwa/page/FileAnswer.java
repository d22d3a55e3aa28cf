package org.kaiwa.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;

/** Answers with a file: compressed, not at all, or a part of it, as RFC 9110 has it. */
final class FileAnswer {

    private FileAnswer() {}

    /**
     * Answers.
     *
     * @param file what is asked for
     * @param request a GET or a HEAD; or a POST that the container answers with a page of ours
     * @param response has its other headers already
     */
    static void send(PageFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isGet = request.getMethod().equals("GET");
        String range = isGet ? request.getHeader("Range") : null;
        // A part of a compressed file is of no use without the others.
        PageFile.Form form = range == null ? file.shortest(all(request, "Accept-Encoding")) : file.plain();
        response.addHeader("Vary", "Accept-Encoding");
        response.setHeader("ETag", form.tag());
        if (names(all(request, "If-None-Match"), form.tag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setHeader("Accept-Ranges", "bytes");
        Optional<ByteRange> part = Optional.ofNullable(range)
                .filter(header -> isOf(request.getHeader("If-Range"), form))
                .flatMap(header -> ByteRange.parse(header, form.bytes().length));
        if (part.filter(ByteRange.NONE::equals).isPresent()) {
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            response.setHeader("Content-Range", "bytes */" + form.bytes().length);
            return;
        }
        if (file.type() != null) {
            response.setContentType(file.type());
        }
        if (form.encoding() != null) {
            response.setHeader("Content-Encoding", form.encoding());
        }
        part.ifPresent(some -> {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(
                    "Content-Range", "bytes " + some.first() + "-" + some.last() + "/" + form.bytes().length);
        });
        write(
                response,
                form.bytes(),
                part.orElse(new ByteRange(0, form.bytes().length - 1)),
                !request.getMethod().equals("HEAD"));
    }

    private static void write(HttpServletResponse response, byte[] bytes, ByteRange part, boolean hasBody)
            throws IOException {
        response.setContentLength(part.length());
        if (hasBody) {
            response.getOutputStream().write(bytes, part.first(), part.length());
        }
    }

    /** §13.1.2: compared weakly, for a proxy that has changed the file's encoding weakens its tag. */
    private static boolean names(String tags, String tag) {
        return tags != null
                && Arrays.stream(tags.split(","))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }

    /** §13.1.5: a part is of use only beside the parts of the same file. */
    private static boolean isOf(String ifRange, PageFile.Form form) {
        return ifRange == null || ifRange.strip().equals(form.tag());
    }

    private static String all(HttpServletRequest request, String header) {
        Enumeration<String> values = request.getHeaders(header);
        return values == null || !values.hasMoreElements() ? null : String.join(",", Collections.list(values));
    }
}
