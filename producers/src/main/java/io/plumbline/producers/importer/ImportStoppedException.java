package io.plumbline.producers.importer;

/** Somebody wants an import to end before all is read. */
final class ImportStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImportStoppedException() {
        super("ended before all was read");
    }
}
