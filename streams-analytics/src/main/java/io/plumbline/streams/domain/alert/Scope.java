package io.plumbline.streams.domain.alert;

/** How far an incident reaches among the nodes. The names are those of the contract. */
public enum Scope {
    /** One stands out; its peers do not show it. */
    ONE_NODE,
    SOME_NODES,
    /** More than half of them, or all taken together while no single one stands out. */
    ALL_NODES;

    /**
     * @param affected nodes that stand out
     * @param known nodes that there are; 0: not known
     */
    static Scope of(int affected, int known) {
        if (affected == 1 && known != 1) {
            return ONE_NODE;
        }
        boolean few = affected > 0 && (known == 0 || 2 * affected <= known);
        return few ? SOME_NODES : ALL_NODES;
    }
}
