package se.samsyn.core.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of file that are let in. What a browser could run, or Word would ask whether to trust, is not among them. */
enum FileType {
    PDF("application/pdf", Set.of("application/pdf"), "", "pdf"),
    WORD("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Set.of(), "word/", "docx"),
    EXCEL("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Set.of(), "xl/", "xlsx"),
    POWERPOINT("application/vnd.openxmlformats-officedocument.presentationml.presentation", Set.of(), "ppt/", "pptx"),
    TEXT_DOCUMENT("application/vnd.oasis.opendocument.text", "odt"),
    SPREADSHEET("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    PRESENTATION("application/vnd.oasis.opendocument.presentation", "odp"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    TEXT("text/plain", "txt"),
    CSV("text/csv", Set.of("text/plain", "text/csv"), "", "csv");

    private final String contentType;
    private final Set<String> detected;
    private final String folder;
    private final Set<String> extensions;

    FileType(String contentType, String... extensions) {
        this(contentType, Set.of(contentType), "", extensions);
    }

    /**
     * @param detected what its content is found to be
     * @param folder for Office's, which are archives: the folder that makes it one of its kind
     */
    FileType(String contentType, Set<String> detected, String folder, String... extensions) {
        this.contentType = contentType;
        this.detected = detected;
        this.folder = folder;
        this.extensions = Set.of(extensions);
    }

    /** The kind that the name says. */
    static Optional<FileType> named(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.contains(".")
                ? Arrays.stream(values()).filter(type -> type.extensions.contains(extension)).findFirst()
                : Optional.empty();
    }

    /** All that are let in, as people know them. */
    static String list() {
        return Arrays.stream(values())
                .flatMap(type -> type.extensions.stream().sorted())
                .collect(Collectors.joining(", "));
    }


    String contentType() {
        return contentType;
    }

    boolean isArchive() {
        return !folder.isEmpty();
    }

    String folder() {
        return folder;
    }

    boolean fits(String found) {
        return detected.contains(found);
    }
}
