from securecare_desktop.cli import main

raise SystemExit(main())
