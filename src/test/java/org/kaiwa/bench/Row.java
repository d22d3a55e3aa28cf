package org.kaiwa.bench;

/** A row of the benchmark: a work, done by each server that can, and the lines that it adds to the table. */
interface Row {

    /** How long clients may take to come in. */
    double JOIN_PATIENCE = 120;

    void measure(Servers servers, Settings settings, Report report);

    /** A part of a row. */
    interface Work {
        void go() throws Exception;
    }

    /** Does it, or notes why it could not be done, so that the other parts and rows are. */
    static void attempt(Report report, String name, Work work) {
        report.progress(name);
        try {
            work.go();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            report.note(name + " was interrupted");
        } catch (Exception | AssertionError failure) {
            report.note(name + " failed: " + failure);
        }
    }

    /** Lets clients in and insists that all are. */
    static void joinAll(LoadGenerator generator, Joiners joiners) throws java.io.IOException {
        LoadGenerator.Joining joining = generator.join(joiners, JOIN_PATIENCE);
        if (joining.in() < joiners.count()) {
            throw new java.io.IOException("only " + joining.in() + " of " + joiners.count() + " clients came in within "
                    + Math.round(joining.seconds()) + " s, " + joining.refused() + " were refused "
                    + joining.firstLoss());
        }
    }
}
