package org.kaiwa.bench;

/** A row of the benchmark: a work, done by each server that can, and the lines that it adds to the table. */
interface Row {

    /** How long clients may take to come in. */
    double JOIN_PATIENCE = 120;

    void measure(Servers servers, Settings settings, Report report);

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
