package dev.hypercare.embedded.registry;

/** Whether schemas may be registered and deleted. */
enum RegistryMode {
    READWRITE,
    READONLY;

    /** Error: {@link Refusal} 42204. */
    static RegistryMode of(String name) {
        for (RegistryMode mode : values()) {
            if (mode.name().equals(name)) {
                return mode;
            }
        }
        throw new Refusal(422, 42204, "Invalid mode '" + name + "'. Valid values are READWRITE and READONLY.");
    }
}
