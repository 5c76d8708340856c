//! ISCC Data-Code, Instance-Code and ISCC-SUM (ISO 24138): one-shot and streaming, in constant memory.
