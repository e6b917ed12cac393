from securecare_desktop.app import main

raise SystemExit(main())
