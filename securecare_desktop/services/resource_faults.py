"""The mistakes in the files under resources/ that people may change, told after sign-in and by `check`.

Each kind of file is read by its own service; this asks all of them once.
"""

import logging
from functools import cache

from ..core.resource_files import Fault

log = logging.getLogger(__name__)


@cache
def faults_in_resources() -> tuple[Fault, ...]:
    """Return every mistake in the files, by file and line, and note each in the log; the files are read once."""
    from .clock_file import clock_files  # none of these is wanted before the sign-in window is up
    from .framework_files import framework_files
    from .ground_file import ground_file
    from .language_file import language_file
    from .people_roles import role_file
    from .rhythm_file import rhythm_file
    from .step_file import step_file
    from .template_file import template_files

    files = (
        clock_files(),
        framework_files(),
        ground_file(),
        language_file(),
        role_file(),
        rhythm_file(),
        step_file(),
        template_files(),
    )
    found = [fault for file in files for fault in file.faults]
    faults = tuple(sorted(found, key=lambda f: (f.file, f.line)))
    for fault in faults:
        places = f"{fault.file}:{fault.line}"
        log.warning("a mistake in a file of the program's resources, at %s", places)
    return faults
