import { expose } from 'comlink';
import { ViewsService } from './views-service.ts';

expose(new ViewsService());
